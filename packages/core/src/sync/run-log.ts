import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { AirdockError } from "../error/airdock-error.ts";
import type { SyncEvent } from "./sync-event.ts";

/** Which run a log is of, and where logs are kept. */
export interface RunLogOptions {
  readonly folder: string;
  readonly connection: string;
  readonly run: number;
  /** How many runs of the connection are kept, this one included. Default 20. */
  readonly keep?: number;
  /** Bytes after which nothing more is written. Default 64 MiB. */
  readonly mostBytes?: number;
}

/** The events that are the connector's own words; they are redacted when they come here. */
const ownWords: ReadonlySet<SyncEvent["type"]> = new Set(["connector-log", "connector-stderr", "connector-error"]);

/** Where the log of a run is: `<folder>/<connection>/<run>.ndjson`. */
export function runLogPath({ folder, connection, run }: Pick<RunLogOptions, "folder" | "connection" | "run">): string {
  return join(logFolder(folder, connection), `${run}.ndjson`);
}

/**
 * Keeps what the connector says in a run, as lines of JSON that only the owner can read. Older logs than the last ones
 * are removed. Throws DISK_UNWRITABLE.
 */
export function openRunLog(options: RunLogOptions): RunLog {
  const { folder, connection, keep = 20, mostBytes = 64 * 1024 * 1024 } = options;
  const path = runLogPath(options);
  try {
    mkdirSync(logFolder(folder, connection), { recursive: true, mode: 0o700 });
    removeOldLogs(logFolder(folder, connection), keep - 1);
    return new RunLog(openSync(path, "w", 0o600), path, mostBytes);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** An open log; `note` takes every event and writes those that are the connector's own words. */
export class RunLog implements Disposable {
  readonly path: string;
  readonly #file: number;
  #room: number;

  constructor(file: number, path: string, mostBytes: number) {
    this.#file = file;
    this.path = path;
    this.#room = mostBytes;
  }

  /** Throws DISK_UNWRITABLE. */
  note(event: SyncEvent): void {
    if (!ownWords.has(event.type) || this.#room <= 0) return;
    try {
      this.#room -= writeSync(this.#file, `${JSON.stringify(event)}\n`);
      if (this.#room <= 0) writeSync(this.#file, `${JSON.stringify({ at: event.at, type: "log-cut" })}\n`);
    } catch (error) {
      throw unwritable(this.path, error);
    }
  }

  [Symbol.dispose](): void {
    this.#room = 0;
    closeSync(this.#file);
  }
}

/** A connection's name can be anything; a folder's cannot. */
function logFolder(folder: string, connection: string): string {
  return join(
    folder,
    encodeURIComponent(connection).replace(/^\.+/, (dots) => dots.replaceAll(".", "%2E")),
  );
}

function removeOldLogs(folder: string, keep: number): void {
  const logs = readdirSync(folder)
    .filter((name) => /^\d+\.ndjson$/.test(name))
    .map((name) => ({ path: join(folder, name), writtenAt: statSync(join(folder, name)).mtimeMs }));
  const old = logs.toSorted((one, other) => other.writtenAt - one.writtenAt).slice(keep);
  for (const { path } of old) rmSync(path, { force: true });
}

function unwritable(path: string, cause: unknown): AirdockError {
  return new AirdockError(`The log ${path} cannot be written.`, {
    code: "DISK_UNWRITABLE",
    cause,
    hint: "Free space, or check who may write there.",
  });
}
