import { AirdockError } from "@airdock/core";

/** A database file could not be opened: another process holds it (CACHE_BUSY), or it cannot be (CACHE_UNAVAILABLE). */
export class DuckdbOpenError extends AirdockError {
  declare readonly code: "CACHE_BUSY" | "CACHE_UNAVAILABLE";
  readonly path: string;
  /** The process that holds the file, where DuckDB could tell. */
  readonly pid: number | undefined;

  constructor(path: string, cause: unknown) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const isOurs = attachedMessage.test(message);
    const isBusy = isOurs || busyMessage.test(message);
    const pid = isOurs ? process.pid : isBusy ? readPid(message) : undefined;
    super(isBusy ? describeBusy(path, pid) : `DuckDB could not open ${path}.`, {
      code: isBusy ? "CACHE_BUSY" : "CACHE_UNAVAILABLE",
      cause,
      hint: isOurs
        ? "This program has the file open as a DuckDBInstance: pass that as { instance }, or close it first."
        : isBusy
          ? "A DuckDB file can be open in one process at a time. Try again when the other one is done."
          : "Check that the path is right, that it is a DuckDB file, and that you may write to it and its folder.",
      retryable: isBusy,
      data: { path, ...(pid === undefined ? {} : { pid }) },
    });
    this.path = path;
    this.pid = pid;
  }
}

const busyMessage = /could not set lock on file|used by another process|file is already open/i;
/** Another instance of this process has the file. */
const attachedMessage = /is already attached by database/i;

/** DuckDB names the holder as `(PID 4711)`; 0 is one it cannot see. */
function readPid(message: string): number | undefined {
  const pid = Number(/\bPID (\d+)/.exec(message)?.[1]);
  return pid > 0 ? pid : undefined;
}

function describeBusy(path: string, pid: number | undefined): string {
  return `${path} is held by ${pid === undefined ? "another process" : `the process ${pid}`}.`;
}
