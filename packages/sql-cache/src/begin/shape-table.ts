import type { FieldPath, JsonObject, StoredColumn, StreamPlan } from "@airdock/core";
import type { CacheDialect } from "../cache-dialect.ts";
import type { ColumnPath } from "../finalize/merge-strategy.ts";
import type { StreamTable } from "../ledger/ledger-tables.ts";
import { columnsOf, ofStream, streamOf, tableOf } from "../ledger/stream-row.ts";
import type { RunContext, WriteUnit } from "../run/run-context.ts";
import type { StreamTarget } from "../run/stream-target.ts";
import { measureColumns } from "../schema/measure-columns.ts";
import { columnsToMeasure, planTable, propertyTypes } from "../table/plan-table.ts";
import { airbyteTypeOf, nativeTypeOf } from "../table/column-type.ts";
import { freshColumns } from "./fresh-columns.ts";
import { settleKey } from "./settle-key.ts";
import { takeSteps } from "./take-steps.ts";

/** Makes a stream's table, or brings it up to what the run needs; a table that `replace` will swap stays as it is. */
export async function shapeTable(
  context: RunContext,
  unit: WriteUnit,
  row: StreamTable,
  wish: StreamPlan,
): Promise<StreamTarget> {
  const { connection, dialect } = context;
  const table = tableOf(row);
  const [shape] = await dialect.introspect(unit.transaction, table);
  const isKept = shape !== undefined && wish.mode === "replace";
  const request = {
    plan: wish,
    stored: isKept ? freshColumns(columnsOf(row), wish) : columnsOf(row),
    storedSchema: JSON.parse(row.json_schema) as JsonObject,
    existing: shape?.columns.map(({ name }) => name),
    limits: dialect.limits,
    exactNumbers: dialect.supports.exactNumbers ?? false,
  };
  const facts = isKept ? new Map() : await measureColumns(unit.transaction, table, columnsToMeasure(request));
  const plan = planTable(request, facts);
  const columns = isKept ? plan.columns : await takeSteps(context, unit, table, plan);
  const key = wish.primaryKey.flatMap((path) => columnPath(dialect, columns, path) ?? []);
  const cursor = wish.cursor === undefined ? undefined : columnPath(dialect, columns, wish.cursor);
  const keyed = { table, columns: [], key, cursor, binaryCollation: dialect.binaryCollation };
  await settleKey(context, unit, row, { wish, keyed });
  await unit.ledger
    .updateTable("streams")
    .set({
      json_schema: JSON.stringify(wish.jsonSchema),
      primary_key: JSON.stringify(wish.primaryKey),
      cursor: wish.cursor === undefined ? null : JSON.stringify(wish.cursor),
      mode: wish.mode,
      ...(isKept ? {} : { columns: JSON.stringify(columns) }),
    })
    .where(ofStream(connection, streamOf(row)))
    .execute();
  return {
    stream: wish.stream,
    table,
    unfinished: { ...table, name: `_airdock_unfinished_${context.run.id}_${row.table_name}` },
    columns,
    existing: shape?.columns.map(({ name }) => name) ?? [],
    mode: wish.mode,
    key,
    cursor,
    deletedAt: wish.deletes === "hard" ? columns.find(({ field }) => field === deletedField)?.name : undefined,
    generation: Number(row.generation),
    minimumGeneration: Number(row.minimum_generation),
    undeclared: wish.undeclared,
    declared: new Set(propertyTypes(wish.jsonSchema).keys()),
  };
}

/** Where CDC sources say when a row was deleted. */
const deletedField = "_ab_cdc_deleted_at";

function columnPath(
  dialect: CacheDialect,
  columns: readonly StoredColumn[],
  [field, ...path]: FieldPath,
): ColumnPath | undefined {
  const column = columns.find((candidate) => candidate.field === field);
  if (column === undefined) return undefined;
  const isText = airbyteTypeOf(column) === "string" && nativeTypeOf(column) === undefined;
  return { column: column.name, path: path.map(dialect.jsonMember), text: isText };
}
