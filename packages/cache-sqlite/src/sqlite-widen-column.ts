import { tableRef, type WidenColumn } from "@airdock/sql-cache";
import { sql } from "kysely";

/**
 * Widens a column: a new one takes the values, converted by the reference where the database is, and then the old one's name. It
 * becomes the table's last column. Not where an index or a view of the user's hangs on the old one.
 */
export const widenSqliteColumn: WidenColumn = async (transaction, { table, column, from, to, sqlType }) => {
  const target = tableRef(table);
  const old = sql.id(column);
  await sql`savepoint ${savepoint}`.execute(transaction);
  await sql`alter table ${target} add column ${widened} ${sql.raw(sqlType)}`.execute(transaction);
  await sql`update ${target} set ${widened} = airdock_widen(${sql.lit(from)}, ${sql.lit(to)}, ${old})
    where ${old} is not null`.execute(transaction);
  try {
    await sql`alter table ${target} drop column ${old}`.execute(transaction);
  } catch {
    await sql`rollback to savepoint ${savepoint}`.execute(transaction);
    return false;
  }
  await sql`alter table ${target} rename column ${widened} to ${old}`.execute(transaction);
  return true;
};

const savepoint = sql.id("airdock_widen");
const widened = sql.id("_airdock_widened");
