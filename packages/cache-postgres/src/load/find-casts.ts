import type { StoredColumn } from "@airdock/core";
import { type AirbyteType, airbyteTypeOf, type LoadRequest, nativeTypeOf } from "@airdock/sql-cache";
import { type Kysely, sql } from "kysely";
import { postgresColumnType } from "../postgres-column-type.ts";

/** A column whose staged values have another type than the table has: the user has chosen that one, or has altered the table. */
export interface ColumnCast {
  readonly field: string;
  readonly name: string;
  readonly type: AirbyteType;
  /** The column's type in the table, as PostgreSQL writes it. */
  readonly sqlType: string;
}

/** The type in which a column's values are staged: a type of the user's choice takes their text. */
export function stagedType(column: StoredColumn): string {
  return nativeTypeOf(column) === undefined ? postgresColumnType(airbyteTypeOf(column)) : "text";
}

/** The columns of a table that staged rows have to be cast to. */
export async function findCasts(
  transaction: Kysely<unknown>,
  { columns, target }: Pick<LoadRequest, "columns" | "target">,
): Promise<readonly ColumnCast[]> {
  const { rows } = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, atttypmod) as type
    from pg_catalog.pg_attribute join pg_catalog.pg_class on pg_class.oid = attrelid
    join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace
    where nspname = ${target.schema} and relname = ${target.name} and attnum > 0 and not attisdropped`.execute(
    transaction,
  );
  const types = new Map(rows.map(({ name, type }) => [name, type]));
  return columns.flatMap((column): readonly ColumnCast[] => {
    const [staged, sqlType] = [stagedType(column), types.get(column.name)];
    if (sqlType === undefined || sqlType === (fullNames[staged] ?? staged)) return [];
    return [{ field: column.field, name: column.name, type: airbyteTypeOf(column), sqlType }];
  });
}

/** What PostgreSQL calls its types, where that is not what one writes. */
const fullNames: Readonly<Record<string, string>> = {
  timestamptz: "timestamp with time zone",
  timestamp: "timestamp without time zone",
  timetz: "time with time zone",
  time: "time without time zone",
};
