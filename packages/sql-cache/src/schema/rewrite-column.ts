import { createHash } from "node:crypto";
import { type JsonValue, parseExact, type TableName } from "@airdock/core";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { readValue } from "../dataset/read-value.ts";
import type { AirbyteType } from "../value/airbyte-type.ts";
import { convertValue } from "../value/convert-value.ts";
import { defaultValueRules } from "../value/value-rules.ts";
import { tableRef } from "./table-ref.ts";
import type { ColumnChange, WidenColumn } from "./widen-column.ts";

/**
 * Widens a column in any database: a new column takes the values, converted in this process, and then the old one's name. It
 * becomes the table's last column.
 */
export const rewriteColumn: WidenColumn = async (transaction, change) => {
  const table = tableRef(change.table);
  const column = sql.id(change.column);
  const index = indexOf(change.table);
  await sql`savepoint ${savepoint}`.execute(transaction);
  await sql`alter table ${table} add column ${widened} ${sql.raw(change.sqlType)}`.execute(transaction);
  await sql`create index ${sql.id(index.name)} on ${table} (_airbyte_raw_id)`.execute(transaction);
  await copyValues(transaction, change);
  await sql`drop index ${tableRef(index)}`.execute(transaction);
  try {
    await sql`alter table ${table} drop column ${column}`.execute(transaction);
  } catch {
    // A view or an index of the user's hangs on the column.
    await sql`rollback to savepoint ${savepoint}`.execute(transaction);
    return false;
  }
  await sql`alter table ${table} rename column ${widened} to ${column}`.execute(transaction);
  return true;
};

const savepoint = sql.id("airdock_widen");
const widened = sql.id("_airdock_widened");

/** Rows that are read and written at a time. */
const page = 1000;

async function copyValues(transaction: Kysely<unknown>, { table, column, from, to }: ColumnChange): Promise<void> {
  for (let after: RawBuilder<unknown> = sql``; ;) {
    const { rows } = await sql<{ id: string; value: unknown }>`
      select _airbyte_raw_id as id, ${sql.id(column)} as value from ${tableRef(table)}
      where ${sql.id(column)} is not null ${after} order by _airbyte_raw_id limit ${sql.lit(page)}`.execute(
      transaction,
    );
    for (const { id, value } of rows) {
      await sql`update ${tableRef(table)} set ${widened} = ${widen(value, from, to)}
        where _airbyte_raw_id = ${id}`.execute(transaction);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return;
    after = sql`and _airbyte_raw_id > ${last.id}`;
  }
}

/** By way of the value as readers see it, since each driver has its own. */
function widen(value: unknown, from: AirbyteType, to: AirbyteType): unknown {
  const read = readValue(from, value);
  const source = typeof read === "bigint" ? parseExact(String(read)) : (read as JsonValue);
  return convertValue(to, source, defaultValueRules).value;
}

function indexOf(table: TableName): TableName {
  const hash = createHash("sha256").update(table.name).digest("hex").slice(0, 16);
  return { ...table, name: `_airdock_widen_${hash}` };
}
