import { randomUUID } from "node:crypto";
import { realpath, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { Database } from "better-sqlite3";
import { takeWriteTurn } from "@airdock/sql-cache";
import { LocalSession } from "./session/local-session.ts";
import type { SqliteSession } from "./session/sqlite-session.ts";
import { type SessionOptions, ThreadPool } from "./session/thread-pool.ts";

/** Where a cache's database is, and how sessions on it are opened. */
export interface SqliteDatabase {
  /** The file; undefined when the database is in memory, or belongs to the user. */
  readonly file: string | undefined;
  /** What is written stays when the process has ended. */
  readonly isDurable: boolean;
  /** The folder for what is staged: beside the file, else among the system's temporary files. */
  readonly stagingFolder: string;
  /** False when there is no file yet. */
  exists(): Promise<boolean>;
  /** A session for one unit of work. Those that write take turns, where sessions have one connection all do. */
  readonly connect: (options: SessionOptions) => Promise<SqliteSession>;
  /** What writers of this process take turns by; undefined: `connect` sees to it. */
  turnKey(): Promise<string | undefined>;
  /** Ends what is not in use; what is in memory is gone. */
  close(): Promise<void>;
}

/** A database in a file: sessions are threads of their own. */
export function databaseInFile(path: string): SqliteDatabase {
  const file = resolve(path);
  const folder = dirname(file);
  const pool = new ThreadPool(file);
  return {
    file,
    isDurable: true,
    stagingFolder: `${file}.airdock`,
    exists: async () => (await stat(file).catch(() => undefined)) !== undefined,
    connect: (options) => pool.take(options),
    turnKey: async () => join(await realpath(folder).catch(() => folder), basename(file)),
    close: () => pool.close(),
  };
}

/** A database in memory, in this thread: it lives from the first session to `close`. */
export function databaseInMemory(): SqliteDatabase {
  let opened: Promise<Database> | undefined;
  const open = async (): Promise<Database> => {
    const { default: Driver } = await import("better-sqlite3");
    return new Driver(":memory:");
  };
  return {
    ...databaseOfThread(async () => await (opened ??= open())),
    isDurable: false,
    close: async () => {
      (await opened)?.close();
      opened = undefined;
    },
  };
}

/** A database the user has opened: it is used as it is and stays open. */
export function databaseOfInstance(instance: Database): SqliteDatabase {
  return { ...databaseOfThread(async () => instance), isDurable: !instance.memory };
}

/** One connection for all sessions, which take turns: none is to see what another has not committed. */
function databaseOfThread(open: () => Promise<Database>): Omit<SqliteDatabase, "isDurable"> {
  const key = randomUUID();
  return {
    file: undefined,
    stagingFolder: join(tmpdir(), `airdock-${process.pid}-${key}`),
    exists: async () => true,
    async connect({ signal }) {
      const finish = await takeWriteTurn(key, signal);
      try {
        return await LocalSession.open(await open(), finish);
      } catch (error) {
        finish();
        throw error;
      }
    },
    turnKey: async () => undefined,
    close: async () => {},
  };
}
