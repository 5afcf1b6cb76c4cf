import type { RejectedRecord, TableName } from "@airdock/core";
import { airbyteTypeOf, type LoadedRows, type LoadRequest, nativeTypeOf } from "@airdock/sql-cache";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { postgresColumnType } from "../postgres-column-type.ts";
import type { Piece } from "../stage/part-series.ts";
import { copyPieces } from "./copy-pieces.ts";
import { countChanges } from "./count-changes.ts";

/** What is staged of a range. */
export interface LoadParts {
  readonly rows: readonly Piece[];
  readonly originals: readonly Piece[];
  readonly rejected: readonly RejectedRecord[];
}

/** Copies staged rows into a temporary table, to be selected from. */
export async function loadPieces(
  transaction: Kysely<unknown>,
  request: LoadRequest,
  parts: LoadParts,
): Promise<LoadedRows> {
  await makeLoadTable(transaction, request);
  await copyPieces(transaction, loadTable, parts.rows, request);
  await sql`analyze pg_temp._airdock_load`.execute(transaction);
  return {
    rows: sql`(select *, ${ordinal} as _airdock_ordinal from pg_temp._airdock_load)`,
    countChanges: () => countChanges(transaction, request, parts),
  };
}

const loadTable: TableName = { schema: "pg_temp", name: "_airdock_load" };

/** The last twelve hexadecimal digits of a raw id. */
const ordinal: RawBuilder<unknown> = sql`('x' || right(_airbyte_raw_id, 12))::bit(48)::bigint`;

async function makeLoadTable(transaction: Kysely<unknown>, { columns }: LoadRequest): Promise<void> {
  const own = [
    sql`_airbyte_raw_id text`,
    sql`_airbyte_extracted_at timestamptz`,
    sql`_airbyte_generation_id bigint`,
    sql`_airbyte_meta jsonb`,
  ];
  const others = columns.map((column) => {
    const type = nativeTypeOf(column) === undefined ? postgresColumnType(airbyteTypeOf(column)) : "text";
    return sql`${sql.id(column.name)} ${sql.raw(type)}`;
  });
  await sql`drop table if exists pg_temp._airdock_load`.execute(transaction);
  await sql`create temporary table _airdock_load (${sql.join([...own, ...others])}) on commit drop`.execute(
    transaction,
  );
}
