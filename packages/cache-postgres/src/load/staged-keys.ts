import type { StoredColumn, TableName } from "@airdock/core";
import { airbyteTypeOf, type KeyText, type LoadRequest, tableRef } from "@airdock/sql-cache";
import { type Kysely, sql } from "kysely";
import { postgresText } from "../postgres-widen-column.ts";
import type { Piece } from "../stage/part-series.ts";

/** By what staged rows were encoded: the key's columns may be others by the time they are loaded. */
export interface StagedKeys {
  readonly columns: readonly StoredColumn[];
  readonly keyTexts: readonly KeyText[];
}

/** The columns of text that are in staged rows, with the keys that their columns cannot hold. */
export function stagedTexts(pieces: readonly Piece[], { keyTexts }: StagedKeys): readonly KeyText[] {
  const names = new Set(pieces.flatMap(({ columns }) => columns));
  return keyTexts.filter(({ text }) => names.has(text.name));
}

/** The columns of a load, in the types in which they were staged. */
export function stagedForms(
  { columns }: LoadRequest,
  staged: StagedKeys,
  texts: readonly KeyText[],
): readonly StoredColumn[] {
  const forms = new Map(staged.columns.map((column) => [column.name, column]));
  const names = new Set(columns.map(({ name }) => name));
  const others = texts.map(({ text }) => text).filter(({ name }) => !names.has(name));
  return [...columns.map((column) => forms.get(column.name) ?? column), ...others];
}

/** Makes text of the key's columns that became it since they were staged. Answers the fields of which nothing is declared any more. */
export async function widenLoaded(
  transaction: Kysely<unknown>,
  table: TableName,
  { columns }: LoadRequest,
  staged: StagedKeys,
  texts: readonly KeyText[],
): Promise<readonly string[]> {
  const widened: string[] = [];
  for (const { field, name, type } of columns) {
    const form = staged.columns.find((column) => column.name === name);
    if (form === undefined || form.type === type || airbyteTypeOf({ type }) !== "string") continue;
    const beyond = texts.find(({ column }) => column === name)?.text.name;
    const text = postgresText(sql.id(name), airbyteTypeOf(form));
    const value = beyond === undefined ? text : sql`coalesce(${sql.id(beyond)}, ${text})`;
    const change = sql`alter column ${sql.id(name)} type text using ${value}`;
    await sql`alter table ${tableRef(table)} ${change}`.execute(transaction);
    if (beyond === undefined) continue;
    const declaredAs = field.toWellFormed().replaceAll("\0", "");
    await sql`update ${tableRef(table)} set _airbyte_meta = jsonb_set(_airbyte_meta, '{changes}', (
        select coalesce(jsonb_agg(change order by place), '[]')
        from jsonb_array_elements(_airbyte_meta -> 'changes') with ordinality as changes (change, place)
        where not (change ->> 'field' = ${declaredAs} and change ->> 'reason' like 'DESTINATION%')))
      where ${sql.id(beyond)} is not null`.execute(transaction);
    widened.push(declaredAs);
  }
  return widened;
}

/** The names of those key columns that cannot hold what was loaded. */
export async function findStagedTexts(
  transaction: Kysely<unknown>,
  table: TableName,
  { keyTexts }: LoadRequest,
  texts: readonly KeyText[],
): Promise<readonly string[]> {
  const names = new Set(keyTexts.map(({ column }) => column));
  const asked = texts.filter(({ column }) => names.has(column));
  if (asked.length === 0) return [];
  const counts = asked.map(({ text }, index) => sql`count(${sql.id(text.name)}) as ${sql.id(`key_${index}`)}`);
  const query = sql<Record<string, unknown>>`select ${sql.join(counts)} from ${tableRef(table)}`;
  const row = (await query.execute(transaction)).rows[0] ?? {};
  return asked.filter((_, index) => Number(row[`key_${index}`] ?? 0) > 0).map(({ column }) => column);
}
