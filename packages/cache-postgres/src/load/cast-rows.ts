import { changeReason, type LoadedChanges, type ValueChange } from "@airdock/sql-cache";
import type { StoredColumn } from "@airdock/core";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { checkInput } from "./check-input.ts";
import type { ColumnCast } from "./find-casts.ts";

/**
 * Casts columns of `pg_temp._airdock_load` into `pg_temp._airdock_cast`, cell by cell: one that cannot be cast is NULL, one that loses
 * digits keeps the nearest number, and both are declared. Texts of nulled cells are in its `_airdock_originals`.
 */
export async function castRows(
  transaction: Kysely<unknown>,
  columns: readonly Pick<StoredColumn, "name">[],
  casts: readonly ColumnCast[],
): Promise<void> {
  const isValid = await checkInput(transaction);
  const cells = casts.map((cast, index) => castCell(cast, index, isValid));
  const cellOf = new Map(casts.map(({ name }, index) => [name, cells[index]]));
  const items = columns.map(({ name }) => {
    const cell = cellOf.get(name);
    return cell === undefined ? sql.id("staged", name) : sql`${cell.stored} as ${sql.id(name)}`;
  });
  const part = (item: (cell: CastCell) => RawBuilder<unknown>): RawBuilder<unknown> => sql.join(cells.map(item));
  const changes = sql.join(
    cells.map(({ changes: list }) => list),
    sql` || `,
  );
  const originals = sql.join(
    cells.map(({ originals: list }) => list),
    sql` || `,
  );
  await sql`drop table if exists pg_temp._airdock_cast`.execute(transaction);
  await sql`create temporary table _airdock_cast on commit drop as
    select _airbyte_raw_id, _airbyte_extracted_at, _airbyte_generation_id, ${sql.join(items)},
      case when list = '[]' then _airbyte_meta
        else jsonb_set(_airbyte_meta, '{changes}', (_airbyte_meta -> 'changes') || list) end as _airbyte_meta,
      list <> '[]' as _airdock_changed, originals as _airdock_originals
    from pg_temp._airdock_load as staged
    cross join lateral (select ${part(({ text }) => text)}) as texts
    cross join lateral (select ${part(({ value }) => value)}) as casts
    cross join lateral (select ${part(({ verdict }) => verdict)}) as verdicts
    cross join lateral (select ${changes} as list, ${originals} as originals) as lists`.execute(transaction);
}

/** The changes that casting has made. */
export const castOriginals: RawBuilder<unknown> = sql`(select _airbyte_raw_id as raw_id, field, original
  from pg_temp._airdock_cast, jsonb_to_recordset(_airdock_originals) as cells (field text, original text))`;

/** The ordinals of the rows that casting has changed. */
export const castChanges: RawBuilder<unknown> = sql`(select ('x' || right(_airbyte_raw_id, 12))::bit(48)::bigint as ordinal
  from pg_temp._airdock_cast where _airdock_changed)`;

/** The columns of a cast, and of what is told of it, in the order in which each uses those before it. */
interface CastCell {
  readonly text: RawBuilder<unknown>;
  readonly value: RawBuilder<unknown>;
  readonly verdict: RawBuilder<unknown>;
  readonly stored: RawBuilder<unknown>;
  readonly changes: RawBuilder<unknown>;
  readonly originals: RawBuilder<unknown>;
}

function castCell(cast: ColumnCast, index: number, isValid: CheckInput): CastCell {
  const [t, v, k] = ["t", "v", "k"].map((letter) => sql.id(`${letter}${index}`)) as [Part, Part, Part];
  const type = sql.raw(cast.sqlType);
  const whens = Object.entries(declaredChanges).map(
    ([letter, change]) => sql`when ${sql.lit(letter)} then ${jsonLiteral([{ field: cast.field, ...change }])}`,
  );
  const field = sql`${sql.lit(wholeText(cast.field))}::text`;
  return {
    text: sql`staged.${sql.id(cast.name)}::text as ${t}`,
    value: sql`case when ${isValid(t, cast.sqlType)} then ${t}::${type} end as ${v}`,
    verdict: sql`${isNumeric(cast) ? judgeNumber(t, v) : judgeOther(t, v, isValid)} as ${k}`,
    stored: sql`case when ${k} in ('T', 'S') then null else ${v} end`,
    changes: sql`case ${k} ${sql.join(whens, sql` `)} else '[]'::jsonb end`,
    originals: sql`case when ${k} in ('T', 'S') then jsonb_build_array(jsonb_build_object('field', ${field}, 'original', ${t}))
      else '[]'::jsonb end`,
  };
}

type Part = RawBuilder<unknown>;
type CheckInput = Awaited<ReturnType<typeof checkInput>>;

function isNumeric({ type }: ColumnCast): boolean {
  return type === "integer" || type === "number";
}

/** What is no number is not kept, whatever the column would take; digits that go are declared. */
function judgeNumber(text: Part, value: Part): Part {
  const isNumber = (of: Part): Part => sql`${of} ~ ${sql.lit(numberShape)}`;
  const kept = sql`${value}::text`;
  return sql`case when ${text} is null then null when not ${isNumber(text)} then 'T' when ${value} is null then 'S'
    when not ${isNumber(kept)} then null when ${kept}::numeric = ${text}::numeric then null else 's' end`;
}

/** A number or a moment that the cast has rounded is declared; of a moment the zone may be minded, or dropped. */
function judgeOther(text: Part, value: Part, isValid: CheckInput): Part {
  const kept = sql`${value}::text`;
  const bothAre = (shape: string): Part => sql`${text} ~ ${sql.lit(shape)} and ${kept} ~ ${sql.lit(shape)}`;
  const differAs = (type: string): Part => sql`${kept}::${sql.raw(type)} <> ${text}::${sql.raw(type)}`;
  return sql`case when ${text} is null or ${text} = ${kept} then null when ${value} is null then 'T'
    when ${bothAre(numberShape)} then case when ${differAs("numeric")} then 's' end
    when ${bothAre(momentShape)} and ${isValid(text, "timestamptz")} and ${isValid(kept, "timestamptz")}
      then case when ${differAs("timestamptz")} and ${differAs("timestamp")} then 's' end end`;
}

const momentShape = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]|$)";
const numberShape = "^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,5})?$";

/** What a verdict has to declare. */
const declaredChanges: Readonly<Record<string, ValueChange>> = {
  s: { change: "TRUNCATED", reason: changeReason.size },
  T: { change: "NULLED", reason: changeReason.type },
  S: { change: "NULLED", reason: changeReason.size },
};

function jsonLiteral(value: readonly { readonly field: string }[]): RawBuilder<unknown> {
  const spelled = value.map((entry) => ({ ...entry, field: wholeText(entry.field) }));
  return sql`${sql.lit(JSON.stringify(spelled))}::jsonb`;
}

function wholeText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "");
}

/** Adds what casting has changed to what was changed before. */
export async function addCastChanges(transaction: Kysely<unknown>, before: LoadedChanges): Promise<LoadedChanges> {
  const own =
    before.rows === 0 ? castChanges : sql`(select ordinal from pg_temp._airdock_originals union ${castChanges})`;
  const { rows } = await sql<{ changed: unknown }>`select count(*) as changed from ${own} as changed`.execute(
    transaction,
  );
  const originals =
    before.originals === undefined
      ? castOriginals
      : sql`(select * from ${before.originals} as one union all select * from ${castOriginals} as other)`;
  return { ...before, rows: Number(rows[0]?.changed ?? 0), originals };
}
