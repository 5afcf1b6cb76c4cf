import type { IntrospectTables, TableShape } from "@airdock/sql-cache";
import { sql } from "kysely";

/** Everything that takes a table's name, types among it, by PostgreSQL's catalogue; what is no table has no columns. */
export const introspectPostgres: IntrospectTables = async (kysely, { schema, name }) => {
  const bySchema =
    schema === undefined ? sql`nspname !~ '^pg_' and nspname <> 'information_schema'` : sql`nspname = ${schema}`;
  const byName = name === undefined ? sql`true` : sql`relname = ${name}`;
  const { rows } = await sql<ColumnRow>`
    select nspname, relname, attname, format_type(atttypid, atttypmod) as type
    from (
      select oid, relnamespace, relname, relkind in ('r', 'p') as is_table from pg_catalog.pg_class
      union all
      select oid, typnamespace, typname, false from pg_catalog.pg_type where typrelid = 0 and typcategory <> 'A'
    ) as named join pg_catalog.pg_namespace as space on space.oid = relnamespace
    left join pg_catalog.pg_attribute on is_table and attrelid = named.oid and attnum > 0 and not attisdropped
    where ${bySchema} and ${byName} order by nspname, relname, attnum`.execute(kysely);
  const tables = Map.groupBy(rows, (row) => JSON.stringify([row.nspname, row.relname]));
  return [...tables.values()].flatMap(tableShape);
};

interface ColumnRow {
  readonly nspname: string;
  readonly relname: string;
  readonly attname: string | null;
  readonly type: string | null;
}

function tableShape(rows: readonly ColumnRow[]): readonly TableShape[] {
  const [first] = rows;
  if (first === undefined) return [];
  const columns = rows.flatMap(({ attname: name, type }) => (name === null || type === null ? [] : { name, type }));
  return [{ table: { schema: first.nspname, name: first.relname }, columns }];
}
