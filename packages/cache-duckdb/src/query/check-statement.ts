import type { DuckDBConnection } from "@duckdb/node-api";
import { refuseFiles, refuseWriting } from "@airdock/sql-cache";
import { leadingWords } from "@airdock/sql-cache/statement";
import { quoteText } from "../load/quote.ts";
import { hasEffect, isFileReader, isHarmlessTable } from "./is-harmless-table.ts";
import { statementCalls, type TableName } from "./statement-calls.ts";

/** What holds for a locked query. */
export interface QueryLock {
  /** The instance is the query's own: read-only, its settings locked. */
  readonly isAlone: boolean;
  readonly allowFiles: boolean;
}

/**
 * Looks at a statement as DuckDB itself parses it. False: it is not a SELECT, so that DuckDB does not say what it calls.
 * Rejects with QUERY_WRITES and QUERY_READS_FILES.
 */
export async function checkStatement(connection: DuckDBConnection, sql: string, lock: QueryLock): Promise<boolean> {
  const tree = await parseSelect(connection, explainedText(sql));
  if (tree === undefined) return false;
  const { functions, tableFunctions, tables } = statementCalls(tree);
  for (const name of functions) if (hasEffect(name)) throw refuseWriting(`The function ${name} changes something.`);
  for (const name of tableFunctions) {
    if (isHarmlessTable(name) || (lock.allowFiles && isFileReader(name))) continue;
    if (isFileReader(name)) throw refuseFiles(`The function ${name} reads files.`);
    if (!(await isMacro(connection, name)))
      throw refuseWriting(`The function ${name} is not one that only reads the cache.`);
  }
  if (!lock.isAlone && !lock.allowFiles) {
    for (const table of tables)
      if (!(await isTable(connection, table))) throw refuseFiles(`${table.name} is not a table; it could be a file.`);
  }
  return true;
}

/** The tree of what are only SELECTs; undefined for all else, also for what cannot be parsed. */
async function parseSelect(connection: DuckDBConnection, sql: string): Promise<unknown> {
  const result = await connection.run(`SELECT json_serialize_sql(${quoteText(sql)})`);
  const tree = JSON.parse(String((await result.getRows())[0]?.[0])) as { readonly error: boolean };
  return tree.error ? undefined : tree;
}

/** What EXPLAIN explains; any other statement as it is. */
function explainedText(sql: string): string {
  const words = leadingWords(sql, { nestsComments: true });
  const first = words.next().value;
  if (first?.text !== "explain") return sql;
  let start = first.end;
  let isInBrackets = false;
  for (const { text, end } of words) {
    if (!isInBrackets && text !== "analyze" && text !== "(") break;
    isInBrackets = (isInBrackets || text === "(") && text !== ")";
    start = end;
  }
  return sql.slice(start);
}

/** A macro of the user's, which is not named like a function of DuckDB's own. */
async function isMacro(connection: DuckDBConnection, name: string): Promise<boolean> {
  const { rows } = await ask(
    connection,
    `SELECT bool_and(function_type = 'table_macro' AND NOT internal) FROM duckdb_functions() WHERE lower(function_name) = ${quoteText(name)}`,
  );
  return rows[0]?.[0] === true;
}

async function isTable(connection: DuckDBConnection, { database, schema, name }: TableName): Promise<boolean> {
  // `a.b` is a table of a schema, or of the default schema of a database.
  const isThere = [
    `lower(name) = ${quoteText(name)}`,
    ...(schema === "" ? [] : [`${quoteText(schema)} IN (lower(schema), lower(database))`]),
    ...(database === "" ? [] : [`lower(database) = ${quoteText(database)}`]),
  ].join(" AND ");
  const { rows } = await ask(
    connection,
    `SELECT count(*) > 0 FROM (
       SELECT database_name AS database, schema_name AS schema, table_name AS name FROM duckdb_tables()
       UNION ALL SELECT database_name, schema_name, view_name FROM duckdb_views()) WHERE ${isThere}`,
  );
  return rows[0]?.[0] === true;
}

async function ask(connection: DuckDBConnection, sql: string): Promise<{ readonly rows: readonly unknown[][] }> {
  return { rows: await (await connection.run(sql)).getRows() };
}
