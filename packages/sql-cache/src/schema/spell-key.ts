import { parseExact, type TableName } from "@airdock/core";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { keyJson } from "../value/key-json.ts";
import { defaultValueRules } from "../value/value-rules.ts";
import { tableRef } from "./table-ref.ts";

/** Gives JSON in a column the one text that equal values have, for a column that becomes a key; inside the caller's transaction. */
export type SpellKey = (transaction: Kysely<unknown>, column: { table: TableName; column: string }) => Promise<void>;

/** By an expression of the database's own. */
export function spellKeyBy(expression: (json: RawBuilder<unknown>) => RawBuilder<unknown>): SpellKey {
  return async (transaction, { table, column: name }) => {
    const column = sql.id(name);
    await sql`update ${tableRef(table)} set ${column} = ${expression(column)} where ${column} is not null`.execute(
      transaction,
    );
  };
}

/** Row by row, in this process. */
export const spellKeyHere: SpellKey = async (transaction, { table, column: name }) => {
  const column = sql.id(name);
  for (let after: RawBuilder<unknown> = sql``; ;) {
    const { rows } = await sql<{ id: string; json: string }>`
      select _airbyte_raw_id as id, cast(${column} as text) as json from ${tableRef(table)}
      where ${column} is not null ${after} order by _airbyte_raw_id limit ${sql.lit(page)}`.execute(transaction);
    for (const { id, json } of rows) {
      const { value } = keyJson(parseExact(json), defaultValueRules);
      if (value !== json)
        await sql`update ${tableRef(table)} set ${column} = ${value} where _airbyte_raw_id = ${id}`.execute(
          transaction,
        );
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return;
    after = sql`and _airbyte_raw_id > ${last.id}`;
  }
};

/** Rows that are read at a time. */
const page = 1000;
