import type { TableName } from "@airdock/core";
import { type KeyText, type LoadedRows, type LoadRequest, tableRef } from "@airdock/sql-cache";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { addCastChanges, castRows } from "./cast-rows.ts";
import { copyPieces } from "./copy-pieces.ts";
import { countChanges } from "./count-changes.ts";
import { findCasts, stagedType } from "./find-casts.ts";
import { findStagedTexts, stagedForms, type StagedKeys, stagedTexts, widenLoaded } from "./staged-keys.ts";
import type { LoadParts } from "./load-parts.ts";

/** Copies staged rows into a temporary table, to be selected from. */
export async function loadPieces(
  transaction: Kysely<unknown>,
  request: LoadRequest,
  parts: LoadParts,
  staged: StagedKeys,
): Promise<LoadedRows> {
  const texts = stagedTexts(parts.rows, staged);
  await makeLoadTable(transaction, request, staged, texts);
  await copyPieces(transaction, loadTable, parts.rows, request);
  const widened = await widenLoaded(transaction, loadTable, request, staged, texts);
  const inexactKeys = async (): Promise<readonly string[]> =>
    await findStagedTexts(transaction, loadTable, request, texts);
  await sql`analyze pg_temp._airdock_load`.execute(transaction);
  const casts = await findCasts(transaction, request);
  if (casts.length === 0) {
    return {
      rows: withOrdinal(loadTable),
      findInexactKeys: inexactKeys,
      countChanges: () => countChanges(transaction, request, parts, widened),
    };
  }
  await castRows(transaction, request.columns, casts);
  return {
    rows: withOrdinal({ schema: "pg_temp", name: "_airdock_cast" }),
    findInexactKeys: inexactKeys,
    countChanges: async () =>
      await addCastChanges(transaction, await countChanges(transaction, request, parts, widened)),
  };
}

const loadTable: TableName = { schema: "pg_temp", name: "_airdock_load" };

/** The ordinal is the last twelve hexadecimal digits of a raw id. */
function withOrdinal(table: TableName): RawBuilder<unknown> {
  return sql`(select *, ('x' || right(_airbyte_raw_id, 12))::bit(48)::bigint as _airdock_ordinal from ${tableRef(table)})`;
}

async function makeLoadTable(
  transaction: Kysely<unknown>,
  request: LoadRequest,
  staged: StagedKeys,
  texts: readonly KeyText[],
): Promise<void> {
  const columns = stagedForms(request, staged, texts);
  const own = [
    sql`_airbyte_raw_id text`,
    sql`_airbyte_extracted_at timestamptz`,
    sql`_airbyte_generation_id bigint`,
    sql`_airbyte_meta jsonb`,
  ];
  const others = columns.map((column) => {
    return sql`${sql.id(column.name)} ${sql.raw(stagedType(column))}`;
  });
  await sql`drop table if exists pg_temp._airdock_load`.execute(transaction);
  await sql`create temporary table _airdock_load (${sql.join([...own, ...others])}) on commit drop`.execute(
    transaction,
  );
}
