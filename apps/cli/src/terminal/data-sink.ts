import type { Terminal } from "./terminal.ts";

/** Where rows of a format go on stdout: JSON keeps its values by escapes, CSV byte for byte unless a terminal shows it. */
export function dataSink(
  format: string,
  terminal: Pick<Terminal, "out" | "json" | "exact" | "outIsScreen">,
): (text: string) => Promise<void> {
  if (format === "json" || format === "ndjson") return (text) => terminal.json(text);
  if (format !== "csv") return (text) => terminal.out(text);
  return terminal.outIsScreen ? (text) => terminal.out(text.replaceAll("\r\n", "\n")) : (text) => terminal.exact(text);
}
