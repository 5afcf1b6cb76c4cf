import { realpath, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { DuckDBInstance } from "@duckdb/node-api";
import { SessionPool } from "./session-pool.ts";
import { connectDuckdb, type DuckdbSession } from "./session/duckdb-session.ts";
import { openLockedDuckdb } from "./session/open-locked-duckdb.ts";
import { openDuckdb, type OpenDuckdbOptions } from "./session/open-duckdb.ts";

/** Where a cache's database is, and how sessions on it are opened. */
export interface DuckdbDatabase {
  /** The file; undefined when the database is in memory, or belongs to the user. */
  readonly file: string | undefined;
  /** The folder for what is staged: beside the file, else among the system's temporary files. */
  readonly stagingFolder: string;
  /** What writers of this process take turns by. */
  turnKey(): Promise<string | DuckDBInstance>;
  /** False when there is no file yet. */
  exists(): Promise<boolean>;
  /** A session of its own. */
  connect(options: OpenDuckdbOptions): Promise<DuckdbSession>;
  /** A session whose instance can only read the file and has locked settings; undefined where the database is shared. */
  lock(options: OpenDuckdbOptions & { readonly allowFiles: boolean }): Promise<DuckdbSession | undefined>;
  /** A session for one unit of work, which may have served another before. */
  borrow(options: OpenDuckdbOptions): Promise<DuckdbSession>;
  /** Closes the file, unless somebody uses it; ends a database in memory. */
  close(): Promise<void>;
}

/** A database in a file: held while sessions are open. */
export function databaseInFile(path: string): DuckdbDatabase {
  const file = resolve(path);
  const folder = dirname(file);
  const pool = new SessionPool<OpenDuckdbOptions>((options) => openDuckdb(file, options));
  return {
    file,
    stagingFolder: `${file}.airdock`,
    turnKey: async () => join(await realpath(folder).catch(() => folder), basename(file)),
    exists: async () => (await stat(file).catch(() => undefined)) !== undefined,
    connect: (options) => openDuckdb(file, options),
    lock: async (options) => {
      // Those that wait for the next unit of work would share the file.
      await pool.close();
      return await openLockedDuckdb(file, options);
    },
    borrow: (options) => pool.take(options),
    close: () => pool.close(),
  };
}

/** A database in memory: it lives from the first session to `close`. */
export function databaseInMemory(): DuckdbDatabase {
  let opened: Promise<DuckDBInstance> | undefined;
  const stagingFolder = join(tmpdir(), `airdock-${process.pid}-${Math.random().toString(36).slice(2)}`);
  const open = async (): Promise<DuckDBInstance> => {
    const { DuckDBInstance } = await import("@duckdb/node-api");
    return await DuckDBInstance.create(":memory:");
  };
  const connect = async (): Promise<DuckdbSession> => await connectDuckdb(await (opened ??= open()));
  return {
    file: undefined,
    stagingFolder,
    turnKey: async () => stagingFolder,
    exists: async () => true,
    connect,
    lock: async () => undefined,
    borrow: connect,
    close: async () => {
      (await opened)?.closeSync();
      opened = undefined;
    },
  };
}

/** A database the user has opened: it is used as it is and stays open. */
export function databaseOfInstance(instance: DuckDBInstance): DuckdbDatabase {
  const stagingFolder = join(tmpdir(), `airdock-${process.pid}-${Math.random().toString(36).slice(2)}`);
  return {
    file: undefined,
    stagingFolder,
    turnKey: async () => instance,
    exists: async () => true,
    connect: () => connectDuckdb(instance),
    lock: async () => undefined,
    borrow: () => connectDuckdb(instance),
    close: async () => {},
  };
}
