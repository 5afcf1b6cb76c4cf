import { createHash } from "node:crypto";
import { access, constants, mkdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { quoteText } from "../load/quote.ts";
import { FileQueue } from "./file-queue.ts";
import { DuckdbOpenError } from "./duckdb-open-error.ts";
import { connectDuckdb, type DuckdbSession } from "./duckdb-session.ts";
import { makePrivateFile, makeSpillFolder } from "./private-file.ts";
import { countSharing, shareFile } from "./share-file.ts";
import { applySettings, type DuckdbSettings } from "./duckdb-settings.ts";

/** How a database is opened. */
export interface OpenDuckdbOptions extends DuckdbSettings {
  /** `read`: a file that may not be written is opened for reading. Default `write`: such a one rejects with CACHE_UNAVAILABLE. */
  readonly access?: "read" | "write" | undefined;
  /** Milliseconds to wait for a file that another process holds. Default 0. */
  readonly patience?: number | undefined;
  /** Told once when the waiting begins, with a sentence for people. */
  readonly onWait?: ((reason: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a database file, made with its folders where there is none, or `:memory:` (a database of its own), or `:memory:name`
 * (one for all of this process who name it). The file is held until the last session on it is closed.
 * Throws DuckdbOpenError: CACHE_BUSY while another process, or an instance of the user's, holds the file, CACHE_UNAVAILABLE for
 * every other reason.
 */
export async function openDuckdb(path: string, options: OpenDuckdbOptions = {}): Promise<DuckdbSession> {
  return await openPatiently(path, options, () => openOnce(path, options));
}

/** Tries to open a file until it works or the patience ends, after those processes that have waited for longer; what DuckDB says becomes a DuckdbOpenError. */
export async function openPatiently<Session>(
  path: string,
  { patience = 0, onWait, signal }: OpenDuckdbOptions,
  open: () => Promise<Session>,
): Promise<Session> {
  const deadline = performance.now() + patience;
  // What is wrong with the path is said by the first try.
  const isAlone = path.startsWith(":memory:") || patience === 0;
  const file = isAlone ? undefined : await findRealPath(path).catch(() => undefined);
  await using queue = file === undefined ? undefined : new FileQueue(file);
  for (let attempt = 0; ; attempt += 1) {
    signal?.throwIfAborted();
    const remaining = deadline - performance.now();
    let reason = `Other processes wait for ${path} too.`;
    if (remaining <= 0 || file === undefined || countSharing(file) > 0 || (await queue?.isFirst()) !== false) {
      try {
        return await open();
      } catch (cause) {
        const error = new DuckdbOpenError(path, cause);
        if (error.code !== "CACHE_BUSY" || remaining <= 0) throw error;
        reason = error.message;
      }
    }
    await queue?.enter();
    if (attempt === 0) onWait?.(reason);
    const pause = Math.min(20 * 1.5 ** attempt, longestPause, remaining);
    await delay(pause, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

/** Milliseconds between two tries at a file that others hold. */
const longestPause = 200;

async function openOnce(path: string, options: OpenDuckdbOptions): Promise<DuckdbSession> {
  const file = path.startsWith(":memory:") ? undefined : await findRealPath(path);
  await using opened = new AsyncDisposableStack();
  const isReadOnly = file !== undefined && !(await mayWrite(file));
  if (isReadOnly && options.access !== "read") throw new Error("The file may not be written.");
  if (file !== undefined) opened.defer(await shareFile(file));
  if (file !== undefined && options.access !== "read") opened.defer(await makeSpillFolder(file));
  const instance = await openInstance(path, file);
  opened.defer(() => instance.closeSync());
  const { connection } = opened.use(await connectDuckdb(instance));
  if (file !== undefined) await attachFile(connection, file, isReadOnly);
  await applySettings(connection, options);
  // The last close writes the log back into the file and blocks the thread meanwhile, unless that was done before.
  opened.defer(async () => void (await connection.run("CHECKPOINT").catch(() => undefined)));
  const held = opened.move();
  const close = (): Promise<void> => held.disposeAsync();
  return { connection, close, [Symbol.asyncDispose]: close };
}

/** Sessions of one process on one file share an instance: two would lose committed rows. */
async function openInstance(path: string, file: string | undefined): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  if (file === undefined) return await DuckDBInstance.fromCache(path);
  const name = `:memory:airdock-${createHash("sha256").update(file).digest("hex")}`;
  return await DuckDBInstance.fromCache(name, { temp_directory: `${file}.tmp` });
}

/**
 * The file is attached, not opened, for the size of row groups, and for names that no schema has: `shop.users` in `shop.duckdb`
 * could be the database or the schema.
 */
async function attachFile(connection: DuckDBConnection, file: string, isReadOnly: boolean): Promise<void> {
  const mode = `TYPE duckdb, ${isReadOnly ? "READ_ONLY" : `ROW_GROUP_SIZE ${rowGroupSize}`}`;
  if (!isReadOnly) await makePrivateFile(connection, file, mode);
  await connection.run(
    `ALTER DATABASE IF EXISTS memory SET ALIAS TO _airdock_memory;
     ATTACH IF NOT EXISTS ${quoteText(file)} AS _airdock_database (${mode});
     USE _airdock_database`,
  );
}

/**
 * Rows that are compressed and written together. A thread that loads fewer leaves them to COMMIT, which writes them one after the
 * other; DuckDB's 122,880 would make that the rule. Measured with parts of 130,000 rows: a third less time.
 */
const rowGroupSize = 30_720;

/** True also for a file that is yet to be made. DuckDB writes a log beside the file, so its folder counts too. */
async function mayWrite(file: string): Promise<boolean> {
  try {
    if (await isThere(file)) await access(file, constants.W_OK);
    await access(dirname(file), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

/** The path without links; of a file that is yet to be made, that of its folder. */
export async function findRealPath(path: string): Promise<string> {
  const absolute = resolve(path);
  const folder = dirname(absolute);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return await realpath(absolute).catch(async () => join(await realpath(folder), basename(absolute)));
}
