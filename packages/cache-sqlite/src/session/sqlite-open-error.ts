import { statSync } from "node:fs";
import { AirdockError } from "@airdock/core";
import { failureCode, isBusy } from "./sqlite-failure.ts";

/** A database file could not be opened: others hold it (CACHE_BUSY), or it cannot be (CACHE_UNAVAILABLE). */
export class SqliteOpenError extends AirdockError {
  declare readonly code: "CACHE_BUSY" | "CACHE_UNAVAILABLE";
  readonly path: string;

  constructor(path: string, cause: unknown) {
    const isHeld = isBusy(cause);
    const { message, hint } = isHeld ? held(path) : describe(path, cause);
    super(message, {
      code: isHeld ? "CACHE_BUSY" : "CACHE_UNAVAILABLE",
      cause,
      hint,
      retryable: isHeld,
      data: { path },
    });
    this.path = path;
  }
}

interface Description {
  readonly message: string;
  readonly hint: string;
}

function held(path: string): Description {
  return { message: `${path} is locked by another process.`, hint: "Try again when the other one is done." };
}

function describe(path: string, cause: unknown): Description {
  if (isFolder(path)) return { message: `${path} is a folder.`, hint: "Name a file, such as data.sqlite in it." };
  if (failureCode(cause) === "SQLITE_NOTADB") {
    return { message: `${path} is no SQLite database.`, hint: "Name another file: this one is left as it is." };
  }
  if (failureCode(cause) === undefined) {
    return { message: "The thread for SQLite could not be started.", hint: "Install @airdock/cache-sqlite again." };
  }
  return {
    message: `SQLite could not open ${path}.`,
    hint: "Check that the path is right, and that you may write to the file and its folder.",
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
