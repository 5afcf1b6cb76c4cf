import {
  type ColumnMetadata,
  type DatabaseIntrospector,
  type DatabaseMetadataOptions,
  type Kysely,
  type SchemaMetadata,
  sql,
  type TableMetadata,
} from "kysely";
import { DEFAULT_MIGRATION_LOCK_TABLE, DEFAULT_MIGRATION_TABLE } from "kysely/migration";

/** Reads schemas, tables and views of the current database from DuckDB's own catalog. */
export class DuckdbIntrospector implements DatabaseIntrospector {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    this.#db = db;
  }

  async getSchemas(): Promise<SchemaMetadata[]> {
    const { rows } = await sql<SchemaMetadata>`
      select schema_name as name from duckdb_schemas()
      where database_name = current_database() and schema_name not in ('information_schema', 'pg_catalog')
      order by schema_name`.execute(this.#db);
    return rows;
  }

  async getTables(options: DatabaseMetadataOptions = { withInternalKyselyTables: false }): Promise<TableMetadata[]> {
    const hidden = options.withInternalKyselyTables ? [] : [DEFAULT_MIGRATION_TABLE, DEFAULT_MIGRATION_LOCK_TABLE];
    const { rows } = await sql<ColumnRow>`
      select c.schema_name, c.table_name, v.view_name is not null as is_view, c.column_name, c.data_type, c.is_nullable,
        c.column_default, c.comment
      from duckdb_columns() c
      left join duckdb_views() v
        on v.database_oid = c.database_oid and v.schema_oid = c.schema_oid and v.view_name = c.table_name
      where c.database_name = current_database() and not c.internal
      order by c.schema_name, c.table_name, c.column_index`.execute(this.#db);
    return groupByTable(rows.filter((row) => !hidden.includes(row.table_name)));
  }
}

interface ColumnRow {
  readonly schema_name: string;
  readonly table_name: string;
  readonly is_view: boolean;
  readonly column_name: string;
  readonly data_type: string;
  readonly is_nullable: boolean;
  readonly column_default: string | null;
  readonly comment: string | null;
}

/** Rows of one table follow each other. */
function groupByTable(rows: readonly ColumnRow[]): TableMetadata[] {
  const tables: TableMetadata[] = [];
  for (const row of rows) {
    let table = tables.at(-1);
    if (table?.schema !== row.schema_name || table.name !== row.table_name) {
      table = { schema: row.schema_name, name: row.table_name, isView: row.is_view, isForeign: false, columns: [] };
      tables.push(table);
    }
    table.columns.push(describeColumn(row));
  }
  return tables;
}

function describeColumn(row: ColumnRow): ColumnMetadata {
  return {
    name: row.column_name,
    dataType: row.data_type,
    isNullable: row.is_nullable,
    hasDefaultValue: row.column_default !== null,
    isAutoIncrementing: /^nextval\(/i.test(row.column_default ?? ""),
    ...(row.comment === null ? {} : { comment: row.comment }),
  };
}
