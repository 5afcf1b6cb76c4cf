import type { AirdockError, ErrorReport } from "@airdock/core";
import type { CommonOptions } from "./command.ts";
import { Interrupted } from "./interrupt.ts";
import { renderError } from "./render-error.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Shows an error (as JSON on stdout with `--json`, else as a block on stderr) and gives the exit status it stands for. */
export async function reportError(error: unknown, terminal: Terminal, options: CommonOptions): Promise<number> {
  const report = describeError(error);
  if (options.json === true) await terminal.json(`${JSON.stringify(report)}\n`);
  terminal.err(renderError(report, terminal));
  if (options.debug === true && error instanceof Error) terminal.err(terminal.style("dim", error.stack ?? ""));
  return exitStatus(error);
}

/** The exit status an error stands for: a signal's, the error code's, or 1 for what nobody expected. */
export function exitStatus(error: unknown): number {
  if (error instanceof Interrupted) return error.exitStatus;
  if (isOutputError(error)) return 5;
  if (!isKnown(error)) return 1;
  return error.cause instanceof Interrupted ? error.cause.exitStatus : error.exitStatus;
}

/** An error as a report, with ways out in the words of the command line. */
export function describeError(error: unknown): ErrorReport {
  if (isKnown(error)) return inCommandWords(error.toJSON());
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Interrupted) return { code: "INTERRUPTED", message, retryable: true };
  if (isOutputError(error))
    return { code: "DISK_UNWRITABLE", message: "The output cannot be written.", cause: message, retryable: false };
  return {
    code: "UNEXPECTED",
    message,
    hint: "this is a bug in Airdock: please report it with the command you ran and the output of --debug",
    retryable: false,
  };
}

/** A way out that the library words for programs, in words of the command line. */
interface CommandHint {
  readonly code: ErrorReport["code"];
  /** Only for errors that begin like this. */
  readonly begins?: string;
  readonly hint: string;
}

const HINTS: readonly CommandHint[] = [
  {
    code: "CONNECTION_BUSY",
    hint: "Wait until that run has ended, or give this sync another connection: --name NAME.",
  },
  {
    code: "CONNECTION_CHANGED",
    hint: "Give this sync another connection (--name NAME), read everything again (--full-refresh), or go on as it is (--accept-change).",
  },
  {
    code: "CHANGE_NOT_ACCEPTED",
    hint: "Nothing was changed in it. See it all with --plan. If that is meant, add --accept-change; else give the mode and key of before: --stream-option STREAM.mode=…, STREAM.key=…",
  },
  {
    code: "CONFIG_INVALID",
    begins: "The config does not fit the connector's spec",
    hint: "`airdock spec` with the source's name shows what it can be configured with.",
  },
  {
    code: "NOT_IN_CACHE",
    begins: "There is no cache",
    hint: "Sync a source into it first, or name another cache: --from duckdb:FILE.",
  },
  { code: "QUERY_FAILED", begins: "The query failed", hint: "`airdock tables` lists the tables there are." },
  { code: "QUERY_WRITES", hint: "If that is meant, add --write." },
  {
    code: "RUNNER_NOT_INSTALLED",
    hint: "The command line runs names of the catalogue (source-github), programs (./source-acme), pypi:…, npm:…, docker:… and sample:shop.",
  },
];

function inCommandWords(report: ErrorReport): ErrorReport {
  const found = HINTS.find(({ code, begins = "" }) => code === report.code && report.message.startsWith(begins));
  // What the database says of a statement that writes is about how we opened it.
  const { cause: _cause, ...own } = report;
  const shown = report.code === "QUERY_WRITES" ? own : report;
  return found === undefined ? shown : { ...shown, hint: found.hint };
}

/** A full disk, for example, behind `> file`. */
function isOutputError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && error.syscall === "write";
}

/** By brand, without loading the library: most command lines end before it is needed. */
function isKnown(error: unknown): error is AirdockError {
  return typeof error === "object" && error !== null && Symbol.for("airdock.error") in error;
}
