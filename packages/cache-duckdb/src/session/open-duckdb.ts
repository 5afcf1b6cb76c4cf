import { mkdir, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { DuckdbOpenError } from "./duckdb-open-error.ts";
import { connectDuckdb, type DuckdbSession } from "./duckdb-session.ts";
import { applySettings, type DuckdbSettings } from "./duckdb-settings.ts";

/** How a database is opened. */
export interface OpenDuckdbOptions extends DuckdbSettings {
  /** Milliseconds to wait for a file that another process holds. Default 0. */
  readonly patience?: number | undefined;
  /** Told once when the waiting begins, with a sentence for people. */
  readonly onWait?: ((reason: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a database file, made with its folders where there is none, or `:memory:` (a database of its own), or `:memory:name`
 * (one for all of this process who name it). The file is held until the last session on it is closed.
 * Throws DuckdbOpenError: CACHE_BUSY while another process holds the file, CACHE_UNAVAILABLE for every other reason.
 */
export async function openDuckdb(path: string, options: OpenDuckdbOptions = {}): Promise<DuckdbSession> {
  options.signal?.throwIfAborted();
  const instance = await openInstance(path, options);
  await using opened = new AsyncDisposableStack();
  opened.defer(() => instance.closeSync());
  try {
    const { connection } = opened.use(await connectDuckdb(instance));
    await nameCatalog(connection);
    await applySettings(connection, options);
    // The last close writes the log back into the file and blocks the thread meanwhile, unless that was done before.
    opened.defer(async () => void (await connection.run("CHECKPOINT").catch(() => undefined)));
    const held = opened.move();
    const close = (): Promise<void> => held.disposeAsync();
    return { connection, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    throw new DuckdbOpenError(path, error);
  }
}

/**
 * DuckDB calls a database after its file and then refuses `shop.users` in `shop.duckdb`, since `shop` could be the database or
 * the schema. So it gets a name that no schema has, until it is closed.
 */
async function nameCatalog(connection: DuckDBConnection): Promise<void> {
  const result = await connection.run("SELECT current_database()");
  const name = String((await result.getRows())[0]?.[0]);
  if (name === catalog) return;
  await connection.run(`ALTER DATABASE IF EXISTS "${name.replaceAll('"', '""')}" SET ALIAS TO ${catalog}`);
}

const catalog = "_airdock_database";

async function openInstance(path: string, options: OpenDuckdbOptions): Promise<DuckDBInstance> {
  const { patience = 0, onWait, signal } = options;
  const deadline = performance.now() + patience;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await openOnce(path);
    } catch (cause) {
      const error = new DuckdbOpenError(path, cause);
      const remaining = deadline - performance.now();
      if (error.code !== "CACHE_BUSY" || remaining <= 0) throw error;
      if (attempt === 0) onWait?.(error.message);
      const pause = Math.min(20 * 1.5 ** attempt, 500, remaining);
      await delay(pause, undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}

/**
 * Through the cache and without options, always: two `create`s of one file in one process lose committed rows, and the cache
 * refuses a file that is open with other options.
 */
async function openOnce(path: string): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  return await DuckDBInstance.fromCache(path.startsWith(":memory:") ? path : await findRealPath(path));
}

/** The path without links; of a file that is yet to be made, that of its folder. */
async function findRealPath(path: string): Promise<string> {
  const absolute = resolve(path);
  const folder = dirname(absolute);
  await mkdir(folder, { recursive: true });
  return await realpath(absolute).catch(async () => join(await realpath(folder), basename(absolute)));
}
