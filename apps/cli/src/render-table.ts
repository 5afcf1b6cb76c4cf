import stringWidth from "string-width";

/** A column of a table for people. */
export interface TableColumn {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** Longest cell that is shown whole, in terminal columns. */
const WIDEST_CELL = 60;

/** Rows as aligned text with a header line; wide characters count as the terminal draws them, long cells are cut. */
export function renderTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(shorten));
  const widths = columns.map((column, index) =>
    Math.max(stringWidth(column.title), ...cells.map((row) => stringWidth(row[index] ?? ""))),
  );
  const line = (texts: readonly string[]): string =>
    columns
      .map((column, index) => pad(texts[index] ?? "", widths[index] ?? 0, column.align))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [line(columns.map((column) => column.title)), rule, ...cells.map(line)].join("\n");
}

function pad(text: string, width: number, align: TableColumn["align"]): string {
  const space = " ".repeat(Math.max(0, width - stringWidth(text)));
  return align === "right" ? space + text : text + space;
}

function shorten(cell: string): string {
  const text = cell.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
  return text.length <= WIDEST_CELL ? text : `${text.slice(0, WIDEST_CELL - 1)}…`;
}
