import type { ErrorReport } from "@airdock/core";
import type { Terminal } from "./terminal.ts";

/** An error as one block: what happened with its code, why, what to do. Only its first line starts at the margin. */
export function renderError(error: ErrorReport, terminal: Pick<Terminal, "style">): string {
  const [what = "", ...details] = splitLines(error.message);
  const causes = error.cause === undefined || error.message.includes(error.cause) ? [] : splitLines(error.cause);
  const hints = error.hint === undefined ? [] : splitLines(error.hint);
  return [
    `${terminal.style(["bold", "red"], "✖")} ${what} ${terminal.style("dim", `[${error.code}]`)}`,
    ...[...details, ...causes].map((line) => `  ${line}`),
    ...hints.map((line) => `  ${terminal.style("cyan", "→")} ${line}`),
  ].join("\n");
}

/** The lines that say something; a gap stays one where it parts two of them. */
function splitLines(text: string): string[] {
  return text
    .trim()
    .replaceAll(/\n\s*\n/g, "\n")
    .split("\n");
}
