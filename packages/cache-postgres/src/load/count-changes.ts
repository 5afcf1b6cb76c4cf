import type { LoadedChanges } from "@airdock/sql-cache";
import { type Kysely, sql } from "kysely";
import { copyPieces } from "./copy-pieces.ts";
import type { LoadParts } from "./load-parts.ts";
import type { OrdinalRange } from "./read-pieces.ts";

/** What the cache changed in the rows of a range, by a temporary table of their originals. */
export async function countChanges(
  transaction: Kysely<unknown>,
  range: OrdinalRange,
  { originals, rejected }: LoadParts,
): Promise<LoadedChanges> {
  if (originals.length === 0) return { rows: 0, rejected };
  await sql`drop table if exists pg_temp._airdock_originals`.execute(transaction);
  await sql`create temporary table _airdock_originals (ordinal bigint, raw_id text, field text, original text)
    on commit drop`.execute(transaction);
  await copyPieces(transaction, { schema: "pg_temp", name: "_airdock_originals" }, originals, range);
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
