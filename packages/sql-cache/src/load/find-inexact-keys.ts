import { type Kysely, type RawBuilder, sql } from "kysely";
import type { KeyText } from "../run/stream-target.ts";

/**
 * The names of the key columns in which the cache changed a value of loaded rows, by what their `_airbyte_meta` declares. For
 * loads that know that something was changed: it looks at every row.
 */
export async function findInexactKeys(
  transaction: Kysely<unknown>,
  rows: RawBuilder<unknown>,
  keys: readonly KeyText[],
): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const meta = sql`cast(_airbyte_meta as text)`;
  const found = keys.map(({ text }, index) => {
    const isDeclared = sql.join(
      declarations(text.field).map((pattern) => sql`${meta} like ${pattern} escape '!'`),
      sql` or `,
    );
    return sql`max(case when ${isDeclared} then 1 else 0 end) as ${sql.id(`key_${index}`)}`;
  });
  const query = sql<Record<string, unknown>>`select ${sql.join(found)} from ${rows} as staged`;
  const row = (await query.execute(transaction)).rows[0] ?? {};
  return keys.filter((_, index) => Number(row[`key_${index}`] ?? 0) === 1).map(({ column }) => column);
}

/** How a change of the cache's begins in JSON; databases that parse it print it with spaces. */
function declarations(field: string): readonly string[] {
  const name = JSON.stringify(field.toWellFormed()).replace(/[!%_]/g, "!$&");
  return ["NULLED", "TRUNCATED"].flatMap((change) => [
    `%{"field":${name},"change":"${change}","reason":"DESTINATION%`,
    `%{"field": ${name}, "change": "${change}", "reason": "DESTINATION%`,
  ]);
}
