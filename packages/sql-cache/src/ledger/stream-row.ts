import type { FieldPath, JsonObject, StoredColumn, StoredStream, StreamKey, TableName, WriteMode } from "@airdock/core";
import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from "kysely";
import { airbyteTypeOf, keyFormOf } from "../table/column-type.ts";
import type { LedgerTables, StreamTable } from "./ledger-tables.ts";

/** The part of a WHERE that picks the rows of one stream of a connection. */
export function ofStream(
  connection: string,
  stream: StreamKey,
): (
  where: ExpressionBuilder<LedgerTables, "streams" | "states" | "quarantine">,
) => ExpressionWrapper<LedgerTables, never, SqlBool> {
  return (where) =>
    where.and([
      where("connection", "=", connection),
      where("stream", "=", stream.name),
      where("namespace", "is not distinct from", stream.namespace ?? null),
    ]) as ExpressionWrapper<LedgerTables, never, SqlBool>;
}

/** The stream a row of the bookkeeping is about. */
export function streamOf(row: { readonly namespace: string | null; readonly stream: string }): StreamKey {
  return row.namespace === null ? { name: row.stream } : { name: row.stream, namespace: row.namespace };
}

/** The table a stream has claimed. */
export function tableOf(row: Pick<StreamTable, "table_schema" | "table_name">): TableName {
  return row.table_schema === null ? { name: row.table_name } : { schema: row.table_schema, name: row.table_name };
}

/** The columns of a stream's table; none before it is made. */
export function columnsOf(row: Pick<StreamTable, "columns">): readonly StoredColumn[] {
  return row.columns === null ? [] : (JSON.parse(row.columns) as StoredColumn[]);
}

/** What the bookkeeping says about a stream, in core's words. */
export function storedStream(row: StreamTable): StoredStream {
  return {
    stream: streamOf(row),
    table: tableOf(row),
    jsonSchema: JSON.parse(row.json_schema) as JsonObject,
    columns: readableColumns(row),
    primaryKey: JSON.parse(row.primary_key) as FieldPath[],
    ...(row.cursor === null ? {} : { cursor: JSON.parse(row.cursor) as FieldPath }),
    mode: row.mode as WriteMode,
    generation: Number(row.generation),
    minimumGeneration: Number(row.minimum_generation),
    missedState: Number(row.missed_state) === 1,
    rows: Number(row.row_count),
  };
}

/** The column map as readers see it: what a column of text is for is no matter of theirs. */
export function readableColumns(row: Pick<StreamTable, "columns">): readonly StoredColumn[] {
  return columnsOf(row).map((column) =>
    keyFormOf(column) === undefined ? column : { ...column, type: airbyteTypeOf(column) },
  );
}
