import type { IntrospectTables, TableShape } from "@airdock/sql-cache";
import { sql } from "kysely";

/**
 * Tables and views by SQLite's own list, views without their columns: asking for those of a view that is broken fails. Names are the
 * same whatever the case of their ASCII letters.
 */
export const introspectSqlite: IntrospectTables = async (kysely, { name }) => {
  const byName = name === undefined ? sql`true` : sql`lower(object.name) = lower(${name})`;
  const { rows } =
    await sql<ColumnRow>`select object.name as table_name, part.name as column_name, part.type as column_type
    from sqlite_schema as object
    left join pragma_table_xinfo(case object.type when 'table' then object.name end) as part on part.hidden <> 1
    where object.type in ('table', 'view') and substr(object.name, 1, 7) <> 'sqlite_' and ${byName}
    order by object.name, part.cid`.execute(kysely);
  return groupByTable(rows);
};

interface ColumnRow {
  readonly table_name: string;
  readonly column_name: string | null;
  readonly column_type: string | null;
}

function groupByTable(rows: readonly ColumnRow[]): readonly TableShape[] {
  const tables = Map.groupBy(rows, (row) => row.table_name);
  return [...tables].map(([name, columns]) => ({
    table: { name },
    columns: columns.flatMap(({ column_name, column_type }) =>
      column_name === null ? [] : { name: column_name, type: column_type ?? "" },
    ),
  }));
}
