import type { IntrospectTables, TableShape } from "@airdock/sql-cache";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { quoteName } from "./load/quote.ts";

/**
 * Tables and views by DuckDB's catalogue, views without their columns. Names are the same whatever their case. One of a name is
 * looked up, since DuckDB describes the whole catalogue to whoever lists it: with many tables that takes longer than their loads.
 */
export const introspectDuckdb: IntrospectTables = async (kysely, { schema, name }) => {
  if (schema !== undefined && name !== undefined && !`${schema}${name}`.includes('"')) {
    const found = await lookUp(kysely, { schema, name });
    if (found !== undefined) return found;
  }
  const bySchema = schema === undefined ? sql`true` : sql`lower(schema_name) = lower(${schema})`;
  const byName = name === undefined ? sql`true` : sql`lower(table_name) = lower(${name})`;
  const { rows } = await sql<ColumnRow>`select schema_name, table_name, column_name, data_type, table_oid in
      (select table_oid from duckdb_tables() where database_name = current_database()) as is_table
    from duckdb_columns() where database_name = current_database() and ${bySchema} and ${byName}
    order by schema_name, table_name, column_index`.execute(kysely);
  return groupByTable(rows);
};

/** The table of a name, or none; undefined where the name cannot be said: DuckDB reads no quote within quotes here. */
async function lookUp(
  kysely: Kysely<unknown>,
  table: { readonly schema: string; readonly name: string },
): Promise<readonly TableShape[] | undefined> {
  const path = `${quoteName(table.schema)}.${quoteName(table.name)}`;
  // An attached database may have the name of the schema, and would be asked first.
  const place = sql`'"' || current_database() || '".' || ${sql.lit(path)}`;
  const columns = await unlessUnknown(
    kysely,
    sql<TableShape["columns"][number]>`select name, type from pragma_table_info(${place})`,
  );
  if (columns === undefined) {
    const { rows } = await sql<{ odd: boolean }>`select contains(current_database(), '"') as odd`.execute(kysely);
    return rows[0]?.odd === true ? undefined : [];
  }
  const isTable = await unlessUnknown(kysely, sql`select rowid from ${sql.id(table.schema, table.name)} limit 0`);
  return [{ table, columns: isTable === undefined ? [] : columns }];
}

/** The rows, or undefined where DuckDB does not know a name in the statement. */
async function unlessUnknown<Row>(
  kysely: Kysely<unknown>,
  statement: RawBuilder<Row>,
): Promise<readonly Row[] | undefined> {
  try {
    return (await statement.execute(kysely)).rows;
  } catch (error) {
    if (/^(catalog|binder) error/i.test(error instanceof Error ? error.message : String(error))) return undefined;
    throw error;
  }
}

interface ColumnRow {
  readonly schema_name: string;
  readonly table_name: string;
  readonly column_name: string;
  readonly data_type: string;
  readonly is_table: boolean;
}

function groupByTable(rows: readonly ColumnRow[]): readonly TableShape[] {
  const tables = Map.groupBy(rows, (row) => JSON.stringify([row.schema_name, row.table_name]));
  return [...tables.values()].flatMap((columns) => {
    const [first] = columns;
    if (first === undefined) return [];
    return {
      table: { schema: first.schema_name, name: first.table_name },
      columns: first.is_table ? columns.map(({ column_name: name, data_type: type }) => ({ name, type })) : [],
    };
  });
}
