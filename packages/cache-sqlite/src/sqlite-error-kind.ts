import type { ErrorKind } from "@airdock/sql-cache";
import { failureCode } from "./session/sqlite-failure.ts";

/** What an error of SQLite means, by its code. */
export function sqliteErrorKind(error: unknown): ErrorKind | undefined {
  const code = failureCode(error);
  return code === undefined ? undefined : kinds.find(([start]) => code.startsWith(start))?.[1];
}

/** By the beginning of the code: `SQLITE_IOERR_WRITE` is an SQLITE_IOERR. */
const kinds: readonly (readonly [string, ErrorKind])[] = [
  ["SQLITE_AUTH", "writes"],
  ["SQLITE_BUSY", "busy"],
  ["SQLITE_LOCKED", "locked"],
  ["SQLITE_FULL", "disk"],
  ["SQLITE_IOERR", "disk"],
  ["SQLITE_READONLY_", "disk"],
  ["SQLITE_CANTOPEN", "disk"],
  ["SQLITE_READONLY", "writes"],
  ["SQLITE_CONSTRAINT", "constrained"],
];

/** What refuses a statement, by an error of the kind `constrained`. */
export function sqliteConstraint(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // A trigger says what its author wrote.
  return failureCode(error) === "SQLITE_CONSTRAINT_TRIGGER" ? `a trigger, which says: ${error.message}` : error.message;
}
