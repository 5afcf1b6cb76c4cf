import {
  type AirbyteType,
  airbyteTypeOf,
  findInexactKeys,
  type LoadedChanges,
  metaColumns,
  nativeTypeOf,
  tableRef,
} from "@airdock/sql-cache";
import type { InsertedRows, LoadedRows, LoadRequest } from "@airdock/sql-cache";
import { CompiledQuery, type Kysely, type RawBuilder, sql } from "kysely";
import { insertStatement } from "../kysely/sqlite-connection.ts";
import type { BlockPlace } from "../stage/block-layout.ts";
import type { BlockInsert } from "./block-insert.ts";
import { loadColumns, type LoadPlan } from "./load-plan.ts";

/** Which rows, in what shape, and where they are. */
export interface BlockRequest extends LoadRequest {
  readonly blocks: readonly BlockPlace[];
}

/** Puts staged blocks straight into their table. */
export async function insertBlocks(transaction: Kysely<unknown>, request: BlockRequest): Promise<InsertedRows> {
  const columns = [...metaColumns, ...request.columns.map(({ name }) => name)];
  const written = await insertInto(transaction, tableRef(request.target), columns, request);
  return { written, countChanges: async () => await readChanges(transaction) };
}

/** Makes staged blocks selectable, in a temporary table: a merge reads its rows more than once. */
export async function loadBlocks(
  transaction: Kysely<unknown>,
  request: BlockRequest,
  columnType: (type: AirbyteType) => string,
): Promise<LoadedRows> {
  const columns = request.columns.map((column) => {
    const type = nativeTypeOf(column) ?? columnType(airbyteTypeOf(column));
    return sql`${sql.id(column.name)} ${sql.raw(type)}`;
  });
  await sql`drop table if exists ${loadTable}`.execute(transaction);
  await sql`create temp table ${sql.id(loadTableName)} (${sql.join([...ownDefinitions, ...columns])})`.execute(
    transaction,
  );
  const names = [...loadColumns, ...request.columns.map(({ name }) => name)];
  await insertInto(transaction, loadTable, names, request);
  return {
    rows: loadTable,
    findInexactKeys: async () => await findChangedKeys(transaction, request.keyTexts),
    countChanges: async () => await readChanges(transaction),
  };
}

const loadTableName = "_airdock_rows";
const loadTable: RawBuilder<unknown> = sql.id("temp", loadTableName);
const ownTypes: Readonly<Record<(typeof loadColumns)[number], string>> = {
  _airdock_ordinal: "integer primary key",
  _airbyte_raw_id: "text",
  _airbyte_extracted_at: "text",
  _airbyte_meta: "text",
  _airbyte_generation_id: "integer",
};
const ownDefinitions = loadColumns.map((name) => sql.raw(`${name} ${ownTypes[name]}`));

/** Past Kysely's SQL: what the connection is given is no statement, but an insert of blocks. */
async function insertInto(
  transaction: Kysely<unknown>,
  table: RawBuilder<unknown>,
  columns: readonly string[],
  request: BlockRequest,
): Promise<number> {
  const insert: BlockInsert = { table: table.compile(transaction).sql, columns, plan: planOf(request) };
  const { numAffectedRows } = await transaction.executeQuery(CompiledQuery.raw(insertStatement, [insert]));
  return Number(numAffectedRows ?? 0);
}

/** What the thread needs to know, and no more. */
function planOf({ blocks, after, through, columns, syncId, generation, rawIdPrefix }: BlockRequest): LoadPlan {
  return { blocks, after, through, columns, syncId, generation, rawIdPrefix };
}

async function findChangedKeys(
  transaction: Kysely<unknown>,
  keyTexts: LoadRequest["keyTexts"],
): Promise<readonly string[]> {
  if (keyTexts.length === 0) return [];
  const { rows } = await sql`select 1 from airdock_load_counts where changed > 0`.execute(transaction);
  return rows.length === 0 ? [] : await findInexactKeys(transaction, loadTable, keyTexts);
}

/** The table of originals reads the blocks with nulled cells once more: there are few, as a rule. */
async function readChanges(transaction: Kysely<unknown>): Promise<LoadedChanges> {
  const query = sql<{ changed: number; nulled: number }>`select changed, nulled from airdock_load_counts`;
  const [{ changed, nulled } = { changed: 0, nulled: 0 }] = (await query.execute(transaction)).rows;
  return { rows: changed, ...(nulled === 0 ? {} : { originals: sql.id("airdock_load_originals") }) };
}
