import { type Agreement, type LoadBench, requestFor, stageAgreed } from "@airdock-test/awkward-json";
import type { StoredColumn } from "@airdock/core";
import { airbyteTypeOf, type ColumnValue, rowMeta } from "@airdock/sql-cache";
import { type RawBuilder, sql } from "kysely";
import { expect } from "vitest";
import { postgresColumnType } from "../src/postgres-column-type.ts";
import { postgresValueRules } from "../src/postgres-value-rules.ts";

/**
 * Loads records by COPY, and lets PostgreSQL compare every cell, what is declared, and what is kept of nulled values with what the
 * reference conversion makes of them.
 */
export async function expectAgreement(agreement: Agreement): Promise<void> {
  const { bench, columns, data } = agreement;
  const { kysely: transaction } = bench;
  const { stage, wanted } = await stageAgreed(agreement, postgresValueRules);
  const target = { schema: "airdock", name: "items" };
  const loaded = await stage.load(transaction, requestFor(columns, { target, reads: "often" }));
  const expected = JSON.stringify(
    wanted.map(({ rawId, values, changes }) => ({
      id: rawId,
      meta: rowMeta(5, changes),
      ...Object.fromEntries(columns.map((column, index) => [column.name, cellText(column, values[index])])),
    })),
  );
  const cells = columns.map((column) => ({
    name: column.name,
    type: postgresColumnType(airbyteTypeOf(column)),
    of: column.name,
  }));
  const shape = sql.join(["id", "meta", ...cells.map(({ name }) => name)].map((name) => sql`${sql.id(name)} text`));
  await sql`drop table if exists pg_temp.reference`.execute(transaction);
  await sql`create temporary table reference on commit drop as
    select * from jsonb_to_recordset(${expected}::jsonb) as rows (${shape})`.execute(transaction);
  for (const { name, type, of } of [...cells, { name: "_airbyte_meta", type: "jsonb", of: "meta" }]) {
    const other = sql`wanted.${sql.id(of)}`;
    const { rows } = await sql<{ id: string }>`select id, got.${sql.id(name)}::text as got, ${other} as wanted
      from ${loaded.rows} as got full join pg_temp.reference as wanted on id = _airbyte_raw_id
      where got.${sql.id(name)} is distinct from ${other}::${sql.raw(type)} limit 3`.execute(transaction);
    const sources = rows.map(({ id }) => data[Number.parseInt(id.slice(-12), 16) - 1]);
    expect({ name, rows, sources }).toEqual({ name, rows: [], sources: [] });
  }
  const changes = await loaded.countChanges();
  expect(changes.rows).toBe(wanted.filter(({ isChanged }) => isChanged).length);
  const originals = wanted.flatMap((row) => row.originals.map((original) => ({ raw_id: row.rawId, ...original })));
  expect(await originalsOf(bench, changes.originals)).toEqual(originals.map(placeOf).sort());
  await stage.discard();
}

/** Years before the first one are written otherwise in PostgreSQL. */
function cellText({ type }: StoredColumn, value: ColumnValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (!type.startsWith("timestamp")) return String(value);
  return String(value).replace(/^0000-(\d\d-\d\dT[\d:.]{15}Z?)$/, "0001-$1 BC");
}

async function originalsOf(
  { kysely: transaction }: LoadBench,
  originals: RawBuilder<unknown> | undefined,
): Promise<readonly string[]> {
  if (originals === undefined) return [];
  const query = sql<Original>`select raw_id, field, original from ${originals} as kept`;
  return (await query.execute(transaction)).rows.map(placeOf).sort();
}

interface Original {
  readonly raw_id: string;
  readonly field: string;
  readonly original: string;
}

function placeOf({ raw_id, field, original }: Original): string {
  return JSON.stringify([raw_id, field, original]);
}
