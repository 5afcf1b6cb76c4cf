import type { StoredColumn } from "@airdock/core";
import {
  type AirbyteType,
  airbyteTypeOf,
  type LoadedChanges,
  type LoadedRows,
  nativeTypeOf,
  tableRef,
} from "@airdock/sql-cache";
import { CompiledQuery, type Kysely, type RawBuilder, sql } from "kysely";
import { insertStatement } from "../kysely/sqlite-connection.ts";
import type { BlockInsert } from "./block-insert.ts";
import type { BlockPlace } from "../stage/block-layout.ts";
import { loadColumns, type LoadPlan } from "./load-plan.ts";

/** Which rows, in what shape, how often they are read, and where they are. */
export interface BlockRequest extends LoadPlan {
  readonly reads: "once" | "often";
  columnType(type: AirbyteType): string;
}

/**
 * Makes staged blocks selectable, as a table that the database's thread fills while it is read. A merge reads its rows often, and
 * gets them in a temporary table.
 */
export async function loadBlocks(transaction: Kysely<unknown>, request: BlockRequest): Promise<LoadedRows> {
  await sql`drop table if exists ${loadTable}`.execute(transaction);
  await sql`drop table if exists ${blockTable}`.execute(transaction);
  await sql`create virtual table ${blockTable} using airdock_load(${sql.lit(JSON.stringify(planOf(request)))})`.execute(
    transaction,
  );
  const countChanges = async (): Promise<LoadedChanges> => await readChanges(transaction);
  if (request.reads === "once") {
    return {
      rows: blockTable,
      countChanges,
      insertInto: async (table, columns) => await insertInto(transaction, tableRef(table), columns, request),
    };
  }
  const definitions = ownDefinitions.map((definition) => sql.raw(definition));
  const columns = request.columns.map((column) => sql`${sql.id(column.name)} ${sql.raw(typeOf(column, request))}`);
  await sql`create temp table ${sql.id("_airdock_rows")} (${sql.join([...definitions, ...columns])})`.execute(
    transaction,
  );
  const names = [...loadColumns, ...request.columns.map(({ name }) => name)];
  await insertInto(transaction, loadTable, names, request);
  return { rows: loadTable, countChanges };
}

/** Past Kysely's SQL: what the connection is given is no statement, but an insert of blocks. */
async function insertInto(
  transaction: Kysely<unknown>,
  table: RawBuilder<unknown>,
  columns: readonly string[],
  request: BlockRequest,
): Promise<number> {
  const { sql: tableText } = sql`${table}`.compile(transaction);
  const insert: BlockInsert = { table: tableText, columns, plan: planOf(request) };
  const { numAffectedRows } = await transaction.executeQuery(CompiledQuery.raw(insertStatement, [insert]));
  return Number(numAffectedRows ?? 0);
}

const blockTable: RawBuilder<unknown> = sql.id("temp", "_airdock_load");
const loadTable: RawBuilder<unknown> = sql.id("temp", "_airdock_rows");
const ownDefinitions = loadColumns.map((name) =>
  name === "_airdock_ordinal"
    ? `${name} integer primary key`
    : `${name} ${name === "_airbyte_generation_id" ? "integer" : "text"}`,
);

/** What the thread needs to know, and no more. */
function planOf({ blocks, after, through, columns, syncId, generation, rawIdPrefix }: BlockRequest): LoadPlan {
  return { blocks: blocks.map(plainPlace), after, through, columns, syncId, generation, rawIdPrefix };
}

function plainPlace({ path, position, bytes, first, count }: BlockPlace): BlockPlace {
  return { path, position, bytes, first, count };
}

function typeOf(column: StoredColumn, { columnType }: BlockRequest): string {
  return nativeTypeOf(column) ?? columnType(airbyteTypeOf(column));
}

/** The table of originals reads the blocks with nulled cells once more: there are few, as a rule. */
async function readChanges(transaction: Kysely<unknown>): Promise<LoadedChanges> {
  const { rows } = await sql<{
    changed: number;
    nulled: number;
  }>`select changed, nulled from airdock_load_counts`.execute(transaction);
  const [{ changed, nulled } = { changed: 0, nulled: 0 }] = rows;
  return { rows: changed, ...(nulled === 0 ? {} : { originals: sql.id("airdock_load_originals") }) };
}
