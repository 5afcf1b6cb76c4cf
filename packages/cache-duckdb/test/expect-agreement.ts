import { type Agreement, requestFor, stageAgreed, type WantedRow } from "@airdock-test/awkward-json";
import { type JsonValue, parseExact } from "@airdock/core";
import { type AirbyteType, airbyteTypeOf, extraColumn, isSameNumber, rowMeta } from "@airdock/sql-cache";
import { sql } from "kysely";
import { expect } from "vitest";
import { duckdbValueRules } from "../src/duckdb-value-rules.ts";
import { loadTexts } from "./load-bench.ts";

/** Loads records in DuckDB and compares every cell, what is declared and what is kept of nulled values with the reference. */
export async function expectAgreement(agreement: Agreement): Promise<void> {
  const { bench, columns } = agreement;
  const { stage, wanted } = await stageAgreed(agreement, duckdbValueRules);
  const rows = await loadTexts(bench, stage, requestFor(columns));
  const loaded = await stage.load(bench.kysely, requestFor(columns, { reads: "often" }));
  const { rows: changed, originals } = await loaded.countChanges();
  expect(rows.length).toBe(wanted.length);
  for (const [index, { row, values, changes }] of wanted.entries()) {
    const got = rows[index] ?? {};
    if (got["_airbyte_raw_id"] !== row.rawId) expect(got["_airbyte_raw_id"]).toBe(row.rawId);
    for (const [at, column] of columns.entries()) {
      const cell = got[column.name] ?? null;
      const value = values[at] ?? null;
      const spelled = value === null ? null : String(value);
      const source = column.name === extraColumn ? "" : row.data[column.field];
      const type = airbyteTypeOf(column);
      if (!agrees(type, { source, cell, wanted: spelled }))
        expect({ type, source, cell }).toEqual({ type, source, cell: spelled });
    }
    const meta = rowMeta(5, changes);
    if (got["_airbyte_meta"] !== meta) expect(JSON.parse(got["_airbyte_meta"] ?? "")).toEqual(JSON.parse(meta));
  }
  expect(changed).toBe(wanted.filter(({ isChanged }) => isChanged).length);
  const kept =
    originals === undefined ? [] : (await sql<Original>`SELECT * FROM ${originals} AS o`.execute(bench.kysely)).rows;
  expectOriginals(kept, wanted);
  await stage.discard();
}

interface Original {
  readonly raw_id: string;
  readonly field: string;
  readonly original: string;
}

function expectOriginals(kept: readonly Original[], rows: readonly WantedRow[]): void {
  const wanted = rows.flatMap(({ row, originals }) => originals.map((original) => ({ ...original, row })));
  const place = ({ raw_id, field }: { raw_id: string; field: string }): string => `${raw_id} ${field}`;
  const found = new Map(kept.map((original) => [place(original), original.original]));
  expect(found.size).toBe(kept.length);
  expect(kept.length).toBe(wanted.length);
  for (const { row, field, original } of wanted) {
    const got = found.get(place({ raw_id: row.rawId, field })) ?? "";
    if (typeof row.data[field] === "string") expect(got).toBe(original);
    else expect(sameJson(parseExact(got), parseExact(original))).toBe(true);
  }
}

interface Cell {
  readonly source: JsonValue | undefined;
  readonly cell: string | null;
  readonly wanted: string | null;
}

/** Text in DuckDB's spelling against the reference's. */
function agrees(type: AirbyteType, { source, cell, wanted }: Cell): boolean {
  if (cell === null || wanted === null) return cell === wanted;
  switch (type) {
    case "string":
      // The order of keys may be another one, and -0 is 0.
      return (typeof source === "object" && !isNumber(source)) || source === 0
        ? sameJson(parseExact(cell), parseExact(wanted))
        : cell === wanted;
    case "json":
      return sameJson(parseExact(cell), parseExact(wanted));
    case "integer":
    case "boolean":
    case "date":
      return cell === wanted;
    case "number":
      return isSameNumber(cell, wanted);
    default:
      return spellTime(cell) === spellTime(wanted);
  }
}

/** `2024-01-15 10:30:00.5+00` and `2024-01-15T10:30:00.500000Z` in one form. */
function spellTime(text: string): string {
  const [, before = "", clock = "", fraction = "", zone = ""] =
    /^(.*?)(\d\d:\d\d:\d\d)(?:\.(\d+))?(.*)$/.exec(text) ?? [];
  const isBc = before.includes("(BC)");
  const day = before.replace(" (BC)", "").replace(/[T ]$/, "");
  const shown = isBc && day.startsWith("0001") ? day.replace("0001", "0000") : day;
  return `${shown} ${clock}.${fraction.padEnd(6, "0")}${zone === "+00" ? "Z" : zone.replace(/^([+-]\d\d)$/, "$1:00")}`;
}

function sameJson(one: JsonValue, other: JsonValue): boolean {
  if (isNumber(one) || isNumber(other)) {
    return isNumber(one) && isNumber(other) && isSameNumber(JSON.stringify(one), JSON.stringify(other));
  }
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  const [a, b] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    a.length === b.size &&
    a.every(([key, value]) => b.has(key) && sameJson(value, b.get(key) ?? null))
  );
}

function isNumber(value: JsonValue | undefined): boolean {
  return typeof value === "number" || (typeof value === "object" && value !== null && "rawJSON" in value);
}
