import type { AirdockError, ErrorReport } from "@airdock/core";
import type { CommonOptions } from "./command.ts";
import { Interrupted } from "./interrupt.ts";
import { renderError } from "./render-error.ts";
import type { Terminal } from "./terminal.ts";

/** Shows an error (as JSON on stdout with `--json`, else as a block on stderr) and gives the exit status it stands for. */
export async function reportError(error: unknown, terminal: Terminal, options: CommonOptions): Promise<number> {
  const report = toReport(error);
  if (options.json === true) await terminal.out(`${JSON.stringify(report)}\n`);
  terminal.err(renderError(report, terminal));
  if (options.debug === true && error instanceof Error) terminal.err(terminal.style("dim", error.stack ?? ""));
  return exitStatus(error);
}

/** The exit status an error stands for: a signal's, the error code's, or 1 for what nobody expected. */
export function exitStatus(error: unknown): number {
  if (error instanceof Interrupted) return error.exitStatus;
  if (!isKnown(error)) return 1;
  return error.cause instanceof Interrupted ? error.cause.exitStatus : error.exitStatus;
}

function toReport(error: unknown): ErrorReport {
  if (isKnown(error)) return error.toJSON();
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Interrupted) return { code: "INTERRUPTED", message, retryable: true };
  return {
    code: "UNEXPECTED",
    message,
    hint: "this is a bug in Airdock: please report it with the command you ran and the output of --debug",
    retryable: false,
  };
}

/** By brand, without loading the library: most command lines end before it is needed. */
function isKnown(error: unknown): error is AirdockError {
  return typeof error === "object" && error !== null && Symbol.for("airdock.error") in error;
}
