import type { ErrorReport } from "@airdock/core";
import type { Terminal } from "./terminal.ts";

/** An error as one block: what happened with its code, why, what to do. */
export function renderError(error: ErrorReport, terminal: Pick<Terminal, "style">): string {
  const lines = [
    `${terminal.style(["bold", "red"], "✖")} ${error.message} ${terminal.style("dim", `[${error.code}]`)}`,
  ];
  if (error.cause !== undefined && !error.message.includes(error.cause)) lines.push(...indent(error.cause));
  if (error.hint !== undefined) lines.push(`  ${terminal.style("cyan", "→")} ${error.hint}`);
  return lines.join("\n");
}

function indent(text: string): string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `  ${line}`);
}
