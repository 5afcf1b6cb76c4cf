import type { ErrorReport } from "@airdock/core";
import type { Terminal } from "./terminal/terminal.ts";

/** An error as one block: what happened with its code, why, what to do. Only its first line starts at the margin; nothing is said twice. */
export function renderError(error: ErrorReport, terminal: Pick<Terminal, "style">): string {
  const [what = "", ...details] = splitLines(error.message);
  const said = [what, ...details];
  const causes = splitLines(error.cause ?? "").filter((line) => !said.some((each) => each.endsWith(withoutCode(line))));
  const hints = error.hint === undefined ? [] : splitLines(error.hint);
  return [
    `${terminal.style(["bold", "red"], "✖")} ${what} ${terminal.style("dim", `[${error.code}]`)}`,
    ...[...details, ...causes].map((line) => `  ${line}`),
    ...hints.map((line) => `  ${terminal.style("cyan", "→")} ${line}`),
  ].join("\n");
}

/** What a database says without the name it has for it: `no such table: users [SQLITE_ERROR]`. */
function withoutCode(line: string): string {
  return line.trim().replace(/ \[[A-Z][A-Z0-9_]*\]$/, "");
}

/** The lines that say something; a gap stays one where it parts two of them. */
function splitLines(text: string): string[] {
  return text
    .trim()
    .replaceAll(/\n\s*\n/g, "\n")
    .split("\n");
}
