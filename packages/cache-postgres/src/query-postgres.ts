import type { QueryResult, RowValue } from "@airdock/core";
import type { StatementOptions } from "@airdock/sql-cache";
import type { FieldDef, QueryArrayResult } from "pg";
import { queryTypes } from "./query-types.ts";
import type { PostgresSession } from "./session/postgres-session.ts";

/**
 * Runs SQL of a user who may write: any number of statements, of which the last one answers, each in a transaction of its own unless
 * they say otherwise.
 */
export async function queryPostgres(
  { client }: PostgresSession,
  text: string,
  { json }: StatementOptions = {},
): Promise<QueryResult> {
  const config = { text, types: queryTypes(json), rowMode: "array" as const, queryMode: "simple" };
  const answer: QueryArrayResult<unknown[]> | readonly QueryArrayResult<unknown[]>[] = await client.query(config);
  const result = Array.isArray(answer) ? answer.at(-1) : answer;
  const { fields = [], rows = [], command = "", rowCount } = (result ?? {}) as Partial<QueryArrayResult<unknown[]>>;
  if (fields.length === 0) return { columns: [], rows: [], rowsChanged: changing.has(command) ? (rowCount ?? 0) : 0 };
  return { columns: await describeColumns(client, fields), rows: readRows(rows) };
}

/** Commands that count the rows they change; others count those they find. */
const changing: ReadonlySet<string> = new Set(["INSERT", "UPDATE", "DELETE", "MERGE", "COPY"]);

/** Columns of an answer with the server's names for their types. */
export async function describeColumns(
  client: PostgresSession["client"],
  fields: readonly FieldDef[],
): Promise<QueryResult["columns"]> {
  const { rows } = await client.query<{ type: string }>(
    "select pg_catalog.format_type(id, mod) as type from unnest($1::oid[], $2::int[]) with ordinality as t(id, mod, at) order by at",
    [fields.map(({ dataTypeID }) => dataTypeID), fields.map(({ dataTypeModifier }) => dataTypeModifier)],
  );
  return fields.map(({ name }, index) => ({ name, type: rows[index]?.type ?? "" }));
}

/** Rows as the driver gives them; bytes as PostgreSQL writes them. */
export function readRows(rows: readonly (readonly unknown[])[]): RowValue[][] {
  return rows.map((row) => row.map(readCell));
}

function readCell(value: unknown): RowValue {
  return Buffer.isBuffer(value) ? `\\x${value.toString("hex")}` : (value as RowValue);
}
