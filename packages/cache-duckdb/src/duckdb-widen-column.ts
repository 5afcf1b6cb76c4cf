import { tableRef, type WidenColumn } from "@airdock/sql-cache";
import { sql } from "kysely";

/** Changes a column's type in place, by an expression that keeps every value. */
export const widenDuckdbColumn: WidenColumn = async (transaction, { table, column, from, to, sqlType }) => {
  const value = sql.id(column);
  const expression = to === "json" ? sql`to_json(${value})` : sql`cast(${value} as ${sql.raw(sqlType)})`;
  await sql`alter table ${tableRef(table)} alter column ${value} set data type ${sql.raw(sqlType)} using ${expression}`.execute(
    transaction,
  );
  return from !== to;
};
