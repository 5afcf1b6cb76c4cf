import type { IntrospectTables, TableShape } from "@airdock/sql-cache";
import { sql } from "kysely";

/** Tables and views by DuckDB's catalogue, views without their columns. Names are the same whatever their case. */
export const introspectDuckdb: IntrospectTables = async (kysely, { schema, name }) => {
  const bySchema = schema === undefined ? sql`true` : sql`lower(schema_name) = lower(${schema})`;
  const byName = name === undefined ? sql`true` : sql`lower(table_name) = lower(${name})`;
  const { rows } = await sql<ColumnRow>`select schema_name, table_name, column_name, data_type, table_oid in
      (select table_oid from duckdb_tables() where database_name = current_database()) as is_table
    from duckdb_columns() where database_name = current_database() and ${bySchema} and ${byName}
    order by schema_name, table_name, column_index`.execute(kysely);
  return groupByTable(rows);
};

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
