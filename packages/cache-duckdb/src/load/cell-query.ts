import { castUsualText } from "./cast-text.ts";
import { judgeFunction } from "./judge-function.ts";
import type { LoadColumn } from "./load-column.ts";
import { canonicalText, mayDiffer, mayDifferAsKey, mayDifferAsNumber } from "./canonical-text.ts";
import { quoteText } from "./quote.ts";
import { declaredChanges } from "./verdict.ts";

/** The SQL of one cell, from its text to what is stored and declared. Each part may use the names of those before it. */
export interface CellQuery {
  /** SELECT items: the text, and its usual value. */
  readonly items: readonly string[];
  /** SELECT item: what `airdock_judge` says of an unusual text, NULL for a usual one; absent where any text is a value. */
  readonly verdict?: string;
  /** The name of the verdict. */
  readonly verdictName?: string;
  /** The value to store. */
  readonly value: string;
  /** The change to declare, as JSON, or NULL. */
  readonly change: string;
  /** The text of a nulled value as a STRUCT, or NULL. */
  readonly original: string;
}

/** The cell of a line `d` as the source sent it: `text` is SQL for it, of type JSON in JSON columns. */
export function rawCell(column: LoadColumn, index: number, text: string): CellQuery {
  if (column.isNative) return nativeCell(column, index, text);
  if (column.keyType !== undefined) return keyCell(column, column.keyType, index, text);
  if (column.type === "string") return textCell(column, index, text);
  if (column.type === "json" && !column.isExtra) return jsonCell(index, text);
  const usual = castUsualText(column.type, `t${index}`);
  if (usual === undefined) return plainCell(index, text, `t${index}`);
  const [t, v, k] = [`t${index}`, `v${index}`, `k${index}`];
  return judgedCell(column, index, {
    items: [`${text} AS ${t}`, `${usual} AS ${v}`],
    verdict: `CASE WHEN ${t} IS NULL OR ${v} IS NOT NULL THEN NULL ELSE ${judgeFunction}('${column.type}', ${t}) END`,
    value: `CASE WHEN ${k} IS NULL THEN ${v} ELSE TRY_CAST(nullif(substr(${k}, 2), '') AS ${column.sqlType}) END`,
  });
}

/** The cell of a line that was converted in this process. */
export function exactCell(column: LoadColumn, index: number, text: string, keyIndex: number): CellQuery {
  if (column.isNative) return nativeCell(column, index, text);
  if (keyIndex >= 0 && column.keyType === undefined) return exactKeyCell(column, index, text, keyIndex);
  return plainCell(index, text, `CAST(t${index} AS ${column.sqlType})`);
}

/** A key in its own type: what it could not hold is declared. `keyIndex`: its place in the lists of an `ExactLine`. */
function exactKeyCell({ field, sqlType }: LoadColumn, index: number, text: string, keyIndex: number): CellQuery {
  const [t, x, y, k] = [`t${index}`, `x${index}`, `y${index}`, `k${index}`];
  return {
    items: [`${text} AS ${t}`, `g.x[${keyIndex + 1}] AS ${x}`, `g.y[${keyIndex + 1}] AS ${y}`],
    verdict: `${x} AS ${k}`,
    verdictName: k,
    value: `CAST(${t} AS ${sqlType})`,
    change: k,
    original: `CASE WHEN ${y} IS NOT NULL THEN {field: ${quoteText(field)}, original: ${y}} END`,
  };
}

/** Any JSON is a value. Of a number there is one spelling, so that keys meet. */
function jsonCell(index: number, text: string): CellQuery {
  const t = `t${index}`;
  const spelled = `CAST(${t} AS VARCHAR)`;
  const canonical = `CAST(${canonicalText(spelled)} AS JSON)`;
  return plainCell(index, text, `CASE WHEN ${mayDifferAsNumber(spelled)} THEN ${canonical} ELSE ${t} END`);
}

/** Any text is a value. Of a number DuckDB makes a text of its own; whether it was one, the record `d` tells. */
function textCell({ field }: LoadColumn, index: number, text: string): CellQuery {
  const t = `t${index}`;
  if (!field.isWellFormed()) return plainCell(index, text, t);
  const json = `struct_extract_at(from_json(d, ${quoteText(`{${JSON.stringify(field)}:"JSON"}`)}), 1)`;
  const isNoString = `left(CAST(${json} AS VARCHAR), 1) <> '"'`;
  return plainCell(index, text, `CASE WHEN ${mayDiffer(t)} AND ${isNoString} THEN ${canonicalText(t)} ELSE ${t} END`);
}

/** A key of any type that has a text of its own: the reference makes it. */
function keyCell(column: LoadColumn, keyType: string, index: number, text: string): CellQuery {
  const [t, k] = [`t${index}`, `k${index}`];
  // JSON that is a number in its usual form, or text without an escape, is as it is.
  const isUsual = column.type === "json" ? `NOT (${mayDifferAsKey(t)})` : "false";
  return judgedCell(column, index, {
    items: [`CAST(${text} AS VARCHAR) AS ${t}`],
    verdict: `CASE WHEN ${t} IS NULL OR ${isUsual} THEN NULL ELSE ${judgeFunction}('${keyType}', ${t}) END`,
    value: `CAST(CASE WHEN ${k} IS NULL THEN ${t} WHEN left(${k}, 1) <> '0' THEN substr(${k}, 2) END AS ${column.sqlType})`,
  });
}

/** DuckDB casts to the user's type, and the verdict is on what it has kept. */
function nativeCell(column: LoadColumn, index: number, text: string): CellQuery {
  const [t, v, k] = [`t${index}`, `v${index}`, `k${index}`];
  const judge = `${judgeFunction}('${column.type}', ${t}, CAST(${v} AS VARCHAR))`;
  return judgedCell(column, index, {
    items: [`CAST(${text} AS VARCHAR) AS ${t}`, `TRY_CAST(${t} AS ${column.sqlType}) AS ${v}`],
    verdict: `CASE WHEN ${t} IS NULL THEN NULL ELSE nullif(${judge}, '=') END`,
    value: `CASE WHEN left(${k}, 1) IN ('T', 'S') THEN NULL ELSE ${v} END`,
  });
}

function plainCell(index: number, text: string, value: string): CellQuery {
  return { items: [`${text} AS t${index}`], value, change: "NULL", original: "NULL" };
}

function judgedCell(
  { field }: LoadColumn,
  index: number,
  parts: { readonly items: readonly string[]; readonly verdict: string; readonly value: string },
): CellQuery {
  const name = `k${index}`;
  const changes = Object.entries(declaredChanges).map(
    ([letter, change]) => `WHEN '${letter}' THEN ${quoteText(JSON.stringify({ field, ...change }))}`,
  );
  const original = `{field: ${quoteText(field)}, original: t${index}}`;
  return {
    ...parts,
    verdict: `${parts.verdict} AS ${name}`,
    verdictName: name,
    change: `CASE left(${name}, 1) ${changes.join(" ")} END`,
    original: `CASE WHEN left(${name}, 1) IN ('T', 'S') THEN ${original} END`,
  };
}
