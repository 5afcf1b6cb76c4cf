import type { LoadedChanges } from "@airdock/sql-cache";
import { type Kysely, sql } from "kysely";
import { copyPieces } from "./copy-pieces.ts";
import type { LoadParts } from "./load-parts.ts";
import type { OrdinalRange } from "./read-pieces.ts";

/** What the cache changed in the rows of a range, by a temporary table of their originals; not in the fields that became text. */
export async function countChanges(
  transaction: Kysely<unknown>,
  range: OrdinalRange,
  { originals, rejected }: LoadParts,
  widened: readonly string[] = [],
): Promise<LoadedChanges> {
  if (originals.length === 0) return { rows: 0, rejected };
  await sql`drop table if exists pg_temp._airdock_originals`.execute(transaction);
  await sql`create temporary table _airdock_originals (ordinal bigint, raw_id text, field text, original text)
    on commit drop`.execute(transaction);
  await copyPieces(transaction, { schema: "pg_temp", name: "_airdock_originals" }, originals, range);
  if (widened.length > 0) await dropWidened(transaction, widened);
  const { rows } = await sql<{ changed: unknown; nulled: unknown }>`
    select count(distinct ordinal) as changed, count(field) as nulled from pg_temp._airdock_originals`.execute(
    transaction,
  );
  const [count] = rows;
  const nulled = sql`(select raw_id, field, original from pg_temp._airdock_originals where field is not null)`;
  return {
    rows: Number(count?.changed ?? 0),
    rejected,
    ...(Number(count?.nulled ?? 0) > 0 ? { originals: nulled } : {}),
  };
}

async function dropWidened(transaction: Kysely<unknown>, fields: readonly string[]): Promise<void> {
  await sql`delete from pg_temp._airdock_originals where field in (${sql.join(fields)})
    or raw_id not in (select _airbyte_raw_id from pg_temp._airdock_load
      where _airbyte_meta::text like '%"reason": "DESTINATION%')`.execute(transaction);
}
