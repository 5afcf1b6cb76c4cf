import type { FieldPath, JsonObject, StoredColumn, StreamPlan } from "@airdock/core";
import type { ColumnPath } from "../finalize/merge-strategy.ts";
import type { StreamTable } from "../ledger/ledger-tables.ts";
import { columnsOf, ofStream, streamOf, tableOf } from "../ledger/stream-row.ts";
import type { RunContext, WriteUnit } from "../run/run-context.ts";
import type { StreamTarget } from "../run/stream-target.ts";
import { addColumns, createTable } from "../schema/create-table.ts";
import { settleKey } from "./settle-key.ts";
import { columnNames } from "../table/column-name.ts";
import { propertyType } from "../table/property-type.ts";

/** Makes a stream's table, or brings it up to what the run needs; a table that `replace` will swap stays as it is. */
export async function shapeTable(
  context: RunContext,
  unit: WriteUnit,
  row: StreamTable,
  wish: StreamPlan,
): Promise<StreamTarget> {
  const { connection, dialect } = context;
  const table = tableOf(row);
  const before = columnsOf(row);
  const added = newColumns(before, wish.jsonSchema, context);
  const columns = [...before, ...added];
  const keepsTable = row.columns !== null && wish.mode === "replace";
  if (row.columns === null) await createTable(unit.transaction, dialect, table, columns);
  else if (!keepsTable) await addColumns(unit.transaction, dialect, table, added);
  const key = wish.primaryKey.flatMap((path) => columnPath(columns, path) ?? []);
  const cursor = wish.cursor === undefined ? undefined : columnPath(columns, wish.cursor);
  await settleKey(context, unit, row, {
    wish,
    keyed: { table, columns: [], key, cursor, binaryCollation: dialect.binaryCollation },
  });
  await unit.ledger
    .updateTable("streams")
    .set({
      json_schema: JSON.stringify(wish.jsonSchema),
      primary_key: JSON.stringify(wish.primaryKey),
      cursor: wish.cursor === undefined ? null : JSON.stringify(wish.cursor),
      mode: wish.mode,
      ...(keepsTable ? {} : { columns: JSON.stringify(columns) }),
    })
    .where(ofStream(connection, streamOf(row)))
    .execute();
  return {
    stream: wish.stream,
    table,
    unfinished: { ...table, name: `_airdock_unfinished_${context.run.id}_${row.table_name}` },
    columns,
    mode: wish.mode,
    key,
    cursor,
    deletedAt: wish.deletes === "hard" ? columns.find(({ field }) => field === deletedField)?.name : undefined,
    generation: Number(row.generation),
    minimumGeneration: Number(row.minimum_generation),
    undeclared: wish.undeclared,
    declared: new Set(Object.keys(propertiesOf(wish.jsonSchema))),
  };
}

/** Where CDC sources say when a row was deleted. */
const deletedField = "_ab_cdc_deleted_at";

function newColumns(
  before: readonly StoredColumn[],
  schema: JsonObject,
  { dialect }: RunContext,
): readonly StoredColumn[] {
  const known = new Set(before.map(({ field }) => field));
  const properties = Object.entries(propertiesOf(schema)).filter(([field]) => !known.has(field));
  const names = columnNames(
    properties.map(([field]) => field),
    before.map(({ name }) => name),
    dialect.limits,
  );
  return properties.map(([field, property]) => ({
    field,
    name: names.get(field) ?? field,
    type: propertyType(property),
  }));
}

function propertiesOf(schema: JsonObject): JsonObject {
  return (schema["properties"] ?? {}) as JsonObject;
}

function columnPath(columns: readonly StoredColumn[], [field, ...path]: FieldPath): ColumnPath | undefined {
  const column = columns.find((candidate) => candidate.field === field);
  return column === undefined ? undefined : { column: column.name, path, text: column.type === "string" };
}
