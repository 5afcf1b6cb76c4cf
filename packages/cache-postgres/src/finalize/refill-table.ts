import type { TableName } from "@airdock/core";
import { constraintError, metaColumns, type TableSwap, tableRef } from "@airdock/sql-cache";
import { type Kysely, sql } from "kysely";
import { castRows } from "../load/cast-rows.ts";
import type { ColumnCast } from "../load/find-casts.ts";
import { introspectPostgres } from "../postgres-introspect.ts";
import { trySavepoint } from "../session/try-savepoint.ts";

/**
 * Exchanges the rows of a table for those of another one, which goes. The table gets the columns it lacks, and their types; where a
 * view keeps a column's type, what does not fit into it is NULL and declared.
 */
export async function refillTable(transaction: Kysely<unknown>, { unfinished, table }: TableSwap): Promise<void> {
  await refuseCascade(transaction, table);
  await sql`delete from ${tableRef(table)}`.execute(transaction);
  const [successor] = await introspectPostgres(transaction, unfinished);
  const [current] = await introspectPostgres(transaction, table);
  const columns = successor?.columns ?? [];
  const types = new Map(current?.columns.map(({ name, type }) => [name, type]));
  const casts: ColumnCast[] = [];
  for (const { name, type } of columns) {
    const kept = types.get(name);
    if (kept === undefined) {
      await sql`alter table ${tableRef(table)} add column ${sql.id(name)} ${sql.raw(type)}`.execute(transaction);
    } else if (kept !== type && !(await changeType(transaction, table, name, type))) {
      casts.push({ field: name, name, type: numbers.has(type) ? "number" : "string", sqlType: kept });
    }
  }
  const names = sql.join(columns.map(({ name }) => sql.id(name)));
  if (casts.length === 0) {
    await sql`insert into ${tableRef(table)} (${names}) select ${names} from ${tableRef(unfinished)}`.execute(
      transaction,
    );
  } else {
    await sql`drop table if exists pg_temp._airdock_load`.execute(transaction);
    await sql`create temporary table _airdock_load on commit drop as select * from ${tableRef(unfinished)}`.execute(
      transaction,
    );
    const own = columns.slice(metaColumns.length).map(({ name }) => ({ name }));
    await castRows(transaction, own, casts);
    await sql`insert into ${tableRef(table)} (${names}) select ${names} from pg_temp._airdock_cast`.execute(
      transaction,
    );
  }
  await sql`drop table ${tableRef(unfinished)}`.execute(transaction);
}

/** A foreign key that passes deletions on would empty the other table. */
async function refuseCascade(transaction: Kysely<unknown>, { schema, name }: TableName): Promise<void> {
  const { rows } = await sql<{ name: string; place: string }>`select conname as name, conrelid::regclass::text as place
    from pg_catalog.pg_constraint join pg_catalog.pg_class as referred on referred.oid = confrelid
    join pg_catalog.pg_namespace as space on space.oid = referred.relnamespace
    where contype = 'f' and confdeltype in ('c', 'n', 'd') and nspname = ${schema} and relname = ${name}
    order by conname limit 1`.execute(transaction);
  const [key] = rows;
  if (key === undefined) return;
  throw constraintError(
    `foreign key ${key.name} of table ${key.place}, whose rows would go with those that are replaced`,
    {
      hint: "Drop it, or make it without ON DELETE, or sync the stream with the mode append or merge.",
    },
  );
}

const numbers: ReadonlySet<string> = new Set(["bigint", "numeric"]);

/** There are no rows. False: a view hangs on the column. */
async function changeType(
  transaction: Kysely<unknown>,
  table: TableSwap["table"],
  column: string,
  type: string,
): Promise<boolean> {
  return await trySavepoint(transaction, typeKept, async () => {
    const change = sql`alter column ${sql.id(column)} type ${sql.raw(type)} using null::${sql.raw(type)}`;
    await sql`alter table ${tableRef(table)} ${change}`.execute(transaction);
  });
}

/**
 * A view, a generated column, a trigger or a partition key depends on the column; or what the user has put on it (a check, a default, a
 * foreign key, an index of a kind of its own) does not take the type.
 */
export const typeKept: ReadonlySet<string> = new Set([
  ...["0A000", "2BP01", "42P16", "42611"],
  ...["42883", "42804", "42704", "42P17", "23514"],
]);
