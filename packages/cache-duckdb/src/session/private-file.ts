import { randomUUID } from "node:crypto";
import { chmod, link, mkdir, mkdtemp, realpath, rm, rmdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteText } from "../load/quote.ts";
import { countSharing } from "./share-file.ts";

/**
 * Makes a database file that only its owner may read, where there is none. DuckDB makes files as the umask says, so it is made in a
 * private folder first, and put in its place when it is private itself. Where the file system has no links, nothing is made.
 */
export async function makePrivateFile(
  connection: DuckDBConnection,
  file: string,
  attachOptions: string,
): Promise<void> {
  if (await isThere(file)) return;
  const folder = await mkdtemp(`${file}.new-`);
  try {
    const empty = join(folder, "empty.duckdb");
    const name = `_airdock_${randomUUID().replaceAll("-", "")}`;
    await connection.run(`ATTACH ${quoteText(empty)} AS ${name} (${attachOptions}); DETACH ${name}`);
    await chmod(empty, 0o600);
    // Somebody else may have made it meanwhile.
    await link(empty, file).catch(() => undefined);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes the log beside a private file private. DuckDB makes it with a first commit, and again after each checkpoint. */
export async function keepLogPrivate(file: string): Promise<void> {
  try {
    const path = await realpath(file);
    if (((await stat(path)).mode & 0o077) === 0) await chmod(`${path}.wal`, 0o600);
  } catch {
    // There is no log, or no file any more.
  }
}

/** Makes the folder for what the memory does not hold; call the answer when the instance is closed. */
export async function makeSpillFolder(file: string): Promise<() => Promise<void>> {
  const folder = `${file}.tmp`;
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
  // DuckDB removes the one it made itself. Another session of this process may be about to use it.
  return async () => {
    if (countSharing(file) <= 1) await rmdir(folder).catch(() => undefined);
  };
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}
