import type { QueryResult, RowValue } from "@airdock/core";
import { CacheError } from "@airdock/sql-cache";
import type { FieldDef, QueryArrayResult } from "pg";
import { postgresTypes } from "./kysely/postgres-value.ts";
import type { PostgresSession } from "./session/postgres-session.ts";

/**
 * Runs SQL of the user's: a reader's one statement in a read-only transaction; a writer's any number of them, of which the last one
 * answers, each in a transaction of its own unless they say otherwise.
 */
export async function queryPostgres(
  session: PostgresSession,
  sql: string,
  access: "read" | "write",
): Promise<QueryResult> {
  if (access === "write") return await runStatements(session, sql, "simple");
  refuseCopy(sql);
  await session.begin("query");
  try {
    // More than one statement could end the transaction that keeps them from writing.
    return await runStatements(session, sql, "extended");
  } finally {
    await session.rollback();
  }
}

async function runStatements(
  { client }: PostgresSession,
  text: string,
  queryMode: "simple" | "extended",
): Promise<QueryResult> {
  const config = { text, types: postgresTypes, rowMode: "array" as const, queryMode };
  const answer: QueryArrayResult<unknown[]> | readonly QueryArrayResult<unknown[]>[] = await client.query(config);
  const result = Array.isArray(answer) ? answer.at(-1) : answer;
  const { fields = [], rows = [], command = "", rowCount } = (result ?? {}) as Partial<QueryArrayResult<unknown[]>>;
  if (fields.length === 0) return { columns: [], rows: [], rowsChanged: changing.has(command) ? (rowCount ?? 0) : 0 };
  return { columns: await describeColumns(client, fields), rows: rows.map((row) => row.map(readCell)) };
}

/** Commands that count the rows they change; others count those they find. */
const changing: ReadonlySet<string> = new Set(["INSERT", "UPDATE", "DELETE", "MERGE", "COPY"]);

async function describeColumns(
  client: PostgresSession["client"],
  fields: readonly FieldDef[],
): Promise<QueryResult["columns"]> {
  const { rows } = await client.query<{ type: string }>(
    "select pg_catalog.format_type(id, mod) as type from unnest($1::oid[], $2::int[]) with ordinality as t(id, mod, at) order by at",
    [fields.map(({ dataTypeID }) => dataTypeID), fields.map(({ dataTypeModifier }) => dataTypeModifier)],
  );
  return fields.map(({ name }, index) => ({ name, type: rows[index]?.type ?? "" }));
}

/** Bytes as PostgreSQL writes them. */
function readCell(value: unknown): RowValue {
  return Buffer.isBuffer(value) ? `\\x${value.toString("hex")}` : (value as RowValue);
}

/** What a read-only transaction does not guard: COPY writes files and starts programs. */
function refuseCopy(sql: string): void {
  const statement = sql.replace(/^(\s+|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/, "");
  if (!/^copy\b/i.test(statement)) return;
  throw new CacheError("COPY writes files, and the query is read-only.", {
    code: "QUERY_WRITES",
    hint: "Ask for a query that may write, if that is meant.",
  });
}
