import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quoteText } from "../load/quote.ts";
import { connectDuckdb, type DuckdbSession } from "./duckdb-session.ts";
import { applySettings } from "./duckdb-settings.ts";
import { takeFileAlone } from "./share-file.ts";
import { findRealPath, type OpenDuckdbOptions, openPatiently } from "./open-duckdb.ts";

/**
 * Opens a file for reading in an instance of its own, whose settings cannot be changed any more; without `allowFiles` it opens no
 * other file and no network. Undefined: sessions of this process have the file open, and there can be no second instance.
 * Throws DuckdbOpenError.
 */
export async function openLockedDuckdb(
  path: string,
  options: OpenDuckdbOptions & { readonly allowFiles: boolean },
): Promise<DuckdbSession | undefined> {
  return await openPatiently(path, options, () => openOnce(path, options));
}

async function openOnce(
  path: string,
  { allowFiles, ...options }: OpenDuckdbOptions & { readonly allowFiles: boolean },
): Promise<DuckdbSession | undefined> {
  const file = await findRealPath(path);
  await using opened = new AsyncDisposableStack();
  const leave = await takeFileAlone(file);
  if (leave === undefined) return undefined;
  opened.defer(leave);
  // What the memory does not hold goes to a folder of ours: the one of the file may not be writable.
  const spill = await mkdtemp(join(tmpdir(), "airdock-query-"));
  opened.defer(() => rm(spill, { recursive: true, force: true }));
  const { DuckDBInstance } = await import("@duckdb/node-api");
  // From the cache, so that DuckDB itself refuses a file that an instance of the user's has open.
  const instance = await DuckDBInstance.fromCache(`:memory:airdock-query-${randomUUID()}`, {
    temp_directory: spill,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  opened.defer(() => instance.closeSync());
  const { connection } = opened.use(await connectDuckdb(instance));
  await connection.run(
    `ALTER DATABASE memory SET ALIAS TO _airdock_memory;
     ATTACH ${quoteText(file)} AS _airdock_database (TYPE duckdb, READ_ONLY);
     USE _airdock_database`,
  );
  await applySettings(connection, options);
  await connection.run(
    `${allowFiles ? "" : "SET GLOBAL enable_external_access = false; "}SET GLOBAL lock_configuration = true`,
  );
  const held = opened.move();
  const close = (): Promise<void> => held.disposeAsync();
  return { connection, close, [Symbol.asyncDispose]: close };
}
