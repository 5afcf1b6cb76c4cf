import stringWidth from "string-width";
import { escapeLine } from "./terminal/escape-text.ts";
import { padText } from "./pad-text.ts";
import { wrapText } from "./wrap-text.ts";

/** Longest value that is shown whole, in characters. */
const LONGEST_VALUE = 400;

/** Rows one below the other, a line a column: for tables that are wider than the terminal. */
export function renderRecords(names: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const columns = names.map(escapeLine);
  const label = Math.max(0, ...columns.map((column) => stringWidth(column)));
  const room = Math.max(20, width - label - 2);
  const records = rows.map((row, index) => {
    const head = `── ${index + 1} `;
    const lines = columns.flatMap((column, at) =>
      wrapText(shorten(row[at] ?? ""), room).map(
        (line, part) => `${padText(part === 0 ? column : "", label)}  ${line}`,
      ),
    );
    return [padRule(head, Math.min(width, label + 2 + 40)), ...lines.map((line) => line.trimEnd())].join("\n");
  });
  return records.join("\n");
}

function padRule(head: string, width: number): string {
  return head + "─".repeat(Math.max(0, width - head.length));
}

function shorten(value: string): string {
  const text = escapeLine(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`;
}
