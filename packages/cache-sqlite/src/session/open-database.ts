import { accessSync, constants } from "node:fs";
import type { Database } from "better-sqlite3";
import { failureCode } from "./sqlite-failure.ts";
import { needsCopy, openCopy } from "./open-copy.ts";
import type { OpenRequest } from "./session-command.ts";

/** The constructor of the driver. */
export type DatabaseConstructor = new (
  path: string,
  options: { readonly timeout: number; readonly fileMustExist?: boolean; readonly readonly?: boolean },
) => Database;

/**
 * Opens a file in this thread and looks into it, so that what is wrong with it is told now. Whoever may write makes it a
 * write-ahead log, with which readers and a writer do not hinder each other.
 */
export function openDatabase(Driver: DatabaseConstructor, { path, access, timeout }: OpenRequest): Database {
  const database = access === "write" ? openForWriting(Driver, path, timeout) : openForReading(Driver, path, timeout);
  try {
    if (access === "write") {
      if (database.pragma("journal_mode", { simple: true }) !== "wal") database.pragma("journal_mode = wal");
      database.pragma("synchronous = normal");
      // The checkpoint comes after the commit, not within it.
      database.pragma("wal_autocheckpoint = 0");
      database.pragma(`journal_size_limit = ${largestLog}`);
      database.pragma(`cache_size = -${pageCache}`);
      database.pragma(`temp.cache_size = -${pageCache}`);
    }
    database.prepare("select count(*) from sqlite_schema").get();
    database.pragma(`busy_timeout = ${busyTimeout}`);
    database.pragma(`query_only = ${access === "read" ? 1 : 0}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Milliseconds that a statement waits for a lock. */
export const busyTimeout = 30_000;

/** Kibibytes for pages of the file, and of temporary tables: rows come and go in their order, so that more makes little faster. */
const pageCache = 4000;

/** Bytes of the log that stay on the disk after a checkpoint. */
const largestLog = 64 << 20;

/** SQLite itself would open what may not be written for reading, and say so with the first statement that writes. */
function openForWriting(Driver: DatabaseConstructor, path: string, timeout: number): Database {
  const database = new Driver(path, { timeout });
  try {
    accessSync(path, constants.W_OK);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** As one who could write, where that is allowed: only such a one tidies the log away at the end. */
function openForReading(Driver: DatabaseConstructor, path: string, timeout: number): Database {
  if (needsCopy(path))
    return openCopy(path, (copy) => new Driver(copy, { timeout, fileMustExist: true, readonly: true }));
  try {
    return new Driver(path, { timeout, fileMustExist: true });
  } catch (error) {
    if (failureCode(error) !== "SQLITE_CANTOPEN") throw error;
    return new Driver(path, { timeout, fileMustExist: true, readonly: true });
  }
}
