import { deepStrictEqual } from "node:assert/strict";
import { type Cache, type Dataset, isRawNumber, type Row, type RowValue, type StreamPlan } from "@airdock/core";
import type { CaseContext } from "./case-context.ts";

/** The dataset of a stream of connection `shop`, or another. */
export function datasetOf(cache: Cache, { stream }: Pick<StreamPlan, "stream">, connection: string = "shop"): Dataset {
  return cache.dataset({ connection, stream });
}

/** All rows of a stream by column name, the `_airbyte_` columns included, in the order of their text. */
export async function readRows(
  context: CaseContext,
  plan: Pick<StreamPlan, "stream">,
  connection?: string,
): Promise<readonly Row[]> {
  const cache = await context.open();
  const rows = await Array.fromAsync(datasetOf(cache, plan, connection).rows());
  return sortRows(rows.map((row) => ({ ...row })));
}

/** The rows without the columns that begin with `_airbyte_`. */
export async function readData(
  context: CaseContext,
  plan: Pick<StreamPlan, "stream">,
  connection?: string,
): Promise<readonly Row[]> {
  return sortRows((await readRows(context, plan, connection)).map(dataOf));
}

/** Fails unless the stream has exactly these rows, in any order; columns that begin with `_airbyte_` do not count. */
export async function expectData(
  context: CaseContext,
  plan: Pick<StreamPlan, "stream">,
  expected: readonly Row[],
  connection?: string,
): Promise<void> {
  deepStrictEqual(await readData(context, plan, connection), sortRows(expected));
}

/** The value of one field in all rows, by the column map. Fails when the field has no column. */
export async function readField(
  context: CaseContext,
  plan: Pick<StreamPlan, "stream">,
  field: string,
): Promise<readonly RowValue[]> {
  const dataset = datasetOf(await context.open(), plan);
  const column = (await dataset.columns()).find((candidate) => candidate.field === field);
  if (column === undefined) throw new Error(`The stream has no column for ${JSON.stringify(field)}.`);
  const rows = await Array.fromAsync(dataset.rows());
  return rows.map((row) => (Object.hasOwn(row, column.name) ? (row[column.name] ?? null) : missingColumn(column.name)));
}

/** A row without the columns that begin with `_airbyte_`. */
export function dataOf(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith("_airbyte_")));
}

/** Rows in an order that depends on nothing but their values. */
export function sortRows(rows: readonly Row[]): readonly Row[] {
  return rows
    .map((row) => ({ row, text: rowText(row) }))
    .sort((one, other) => (one.text < other.text ? -1 : 1))
    .map(({ row }) => row);
}

/** A value as text, whatever it is made of; equal values have equal texts. */
export function rowText(value: RowValue): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "bigint") return `${inner}n`;
    if (typeof inner !== "object" || inner === null || Array.isArray(inner) || isRawNumber(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

function missingColumn(name: string): never {
  throw new Error(`A row has no column ${JSON.stringify(name)}.`);
}
