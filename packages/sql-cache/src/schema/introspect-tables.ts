import type { TableName } from "@airdock/core";
import type { Kysely } from "kysely";

/** The tables and views of one schema (of all, where there are no schemas), or the one of a name; views without their columns. */
export type IntrospectTables = (
  kysely: Kysely<unknown>,
  request: { readonly schema?: string | undefined; readonly name?: string | undefined },
) => Promise<readonly TableShape[]>;

/** A table as the database has it; type names are the database's own. What is no table has no columns. */
export interface TableShape {
  readonly table: TableName;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** Asks Kysely's introspector, which reads the whole catalogue. */
export const introspectByKysely: IntrospectTables = async (kysely, { schema, name }) => {
  const tables = await kysely.introspection.getTables();
  return tables
    .filter((table) => (schema === undefined || table.schema === schema) && (name === undefined || table.name === name))
    .map((table) => ({
      table: { ...(table.schema === undefined ? {} : { schema: table.schema }), name: table.name },
      columns: table.isView ? [] : table.columns.map((column) => ({ name: column.name, type: column.dataType })),
    }));
};
