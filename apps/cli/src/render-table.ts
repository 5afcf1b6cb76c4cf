import stringWidth from "string-width";
import { escapeLine } from "./terminal/escape-text.ts";
import { cutText } from "./cut-text.ts";
import { padText } from "./pad-text.ts";
import { wrapText } from "./wrap-text.ts";

/** A column of a table for people. */
export interface TableColumn {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Text to be read: long cells go on in the next line instead of being cut. */
  readonly wraps?: boolean;
  /** Never made narrower; neither are columns that are aligned at the right. */
  readonly whole?: boolean;
  /** Left out, the last one first, where the table does not fit otherwise. */
  readonly spare?: boolean;
}

/** Longest cell that is shown whole in a table that may be as wide as it gets, in terminal columns. */
const WIDEST_CELL = 60;

/** A column of text is not made narrower than this to fit the terminal. */
const NARROWEST_COLUMN = 8;

/**
 * Rows as aligned text with a header line; wide characters count as the terminal draws them. Long cells are cut; where the
 * table is wider than `width` terminal columns, the widest columns of text are made narrower, then spare ones left out. Columns
 * without title that have nothing to show are left out.
 */
export function renderTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width?: number,
): string {
  const shown = columns.map((_, index) => index).filter((index) => isShown(columns, rows, index));
  const wanted = shown.map((index) => columns[index] ?? { title: "" });
  const table = wanted.map(flattenTitle);
  const cells = rows.map((row) => shown.map((index) => escapeLine(row[index] ?? "")));
  const widths = fitWidths(table, measureTable(table, cells), width);
  const spare = wanted.findLast((column) => column.spare === true);
  if (width !== undefined && spare !== undefined && totalOf(widths) > width) {
    const at = columns.indexOf(spare);
    return renderTable(
      columns.toSpliced(at, 1),
      rows.map((row) => row.toSpliced(at, 1)),
      width,
    );
  }
  const titles = table.map(({ title }) => title);
  const rule = widths.map((columns, index) => (titles[index] === "" ? " " : "─").repeat(columns)).join("  ");
  return [
    ...renderRow(table, titles, widths),
    rule.trimEnd(),
    ...cells.flatMap((row) => renderRow(table, row, widths)),
  ].join("\n");
}

function flattenTitle(column: TableColumn): TableColumn {
  return { ...column, title: escapeLine(column.title) };
}

/** The terminal columns that a table takes when nothing is made narrower. */
export function tableWidth(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): number {
  const cells = rows.map((row) => row.map(escapeLine));
  return totalOf(measureTable(columns, cells));
}

function totalOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + 2, -2);
}

function isShown(columns: readonly TableColumn[], rows: readonly (readonly string[])[], index: number): boolean {
  return columns[index]?.title !== "" || rows.some((row) => (row[index] ?? "") !== "");
}

function measureTable(columns: readonly TableColumn[], cells: readonly (readonly string[])[]): number[] {
  return columns.map(({ title, wraps }, index) => {
    const widest = cells.reduce((most, row) => Math.max(most, stringWidth(row[index] ?? "")), stringWidth(title));
    return wraps === true ? widest : Math.min(widest, Math.max(WIDEST_CELL, stringWidth(title)));
  });
}

/** Takes from the widest column of text until the table fits, or nothing more can be taken. */
function fitWidths(columns: readonly TableColumn[], natural: readonly number[], width: number | undefined): number[] {
  const widths = [...natural];
  let excess = width === undefined ? 0 : totalOf(widths) - width;
  for (; excess > 0; excess -= 1) {
    const texts = widths.map((each, index) => (isWhole(columns[index]) ? 0 : each));
    const widest = Math.max(...texts);
    if (widest <= NARROWEST_COLUMN) break;
    widths[texts.indexOf(widest)] = widest - 1;
  }
  return widths;
}

function isWhole(column: TableColumn | undefined): boolean {
  return column?.whole === true || column?.align === "right";
}

/** One row, of several lines where a cell wraps. */
function renderRow(columns: readonly TableColumn[], cells: readonly string[], widths: readonly number[]): string[] {
  const lines = columns.map(({ wraps }, index) => {
    const [cell = "", width = 0] = [cells[index], widths[index]];
    return wraps === true ? wrapText(cell, width) : [cutText(cell, width)];
  });
  const height = Math.max(...lines.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ align }, index) => padText(lines[index]?.[line] ?? "", widths[index] ?? 0, align))
      .join("  ")
      .trimEnd(),
  );
}
