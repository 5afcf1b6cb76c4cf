import type { Part } from "../stage/part-series.ts";
import { quoteText } from "./quote.ts";

/** SQL for the lines of part files in an ordinal range: `o` ordinal, `e` epoch milliseconds, `d` JSON text. */
export function readParts(parts: readonly Part[], range: { readonly after: number; readonly through: number }): string {
  const longest = parts.reduce((most, part) => Math.max(most, part.longest), 0);
  const files = parts.map(({ path }) => quoteText(escapeGlob(path))).join(", ");
  const options = [
    "auto_detect = false, header = false, strict_mode = false, quote = '', escape = '', new_line = '\\n', delim = chr(1)",
    `max_line_size = ${longest + 1}, buffer_size = ${Math.max(smallestBuffer, (longest + 1) * 2)}`,
    "columns = {o: 'BIGINT', e: 'BIGINT', d: 'VARCHAR'}",
  ];
  const lines = `read_csv([${files}], ${options.join(", ")})`;
  return `(SELECT o, e, d FROM ${lines} WHERE o > ${range.after} AND o <= ${range.through})`;
}

/** What a thread reads at once. DuckDB's default of 32 MB would leave little of a small memory limit. */
const smallestBuffer = 1 << 20;

function escapeGlob(path: string): string {
  return path.replaceAll(/[[*?]/g, "[$&]");
}
