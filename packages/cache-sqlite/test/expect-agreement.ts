import { type Agreement, requestFor, stageAgreed } from "@airdock-test/awkward-json";
import { type ColumnValue, defaultValueRules, rowMeta } from "@airdock/sql-cache";
import { type RawBuilder, sql } from "kysely";
import { expect } from "vitest";
import { makeTarget } from "./load-bench.ts";

/**
 * Loads records both ways, into their table and for a merge, and compares every cell, what is declared and what is kept of nulled
 * values with the reference.
 */
export async function expectAgreement(agreement: Agreement): Promise<void> {
  const { bench, columns, data } = agreement;
  const { kysely } = bench;
  const { stage, wanted: rows } = await stageAgreed(agreement, defaultValueRules);
  const wanted = rows.map(({ rawId, values, changes }) => [rawId, rowMeta(5, changes), 3, ...values.map(asStored)]);
  const names = ["_airbyte_raw_id", "_airbyte_meta", "_airbyte_generation_id", ...columns.map(({ name }) => name)];
  const originals = rows.flatMap((row) => row.originals.map(({ field, original }) => [row.rawId, field, original]));
  const read = async (from: RawBuilder<unknown>): Promise<unknown[][]> => {
    const items = names.map((name, index) => sql`${sql.id(name)} as ${sql.id(`v${index}`)}`);
    const result = await sql<Record<string, unknown>>`select ${sql.join(items)} from ${from} order by 1`.execute(
      kysely,
    );
    return result.rows.map((row) => names.map((_, index) => row[`v${index}`]));
  };
  await makeTarget(bench, columns);
  const inserted = await stage.insert?.(kysely, requestFor(columns));
  expect(inserted?.written).toBe(data.length);
  expect(await read(sql`items`)).toEqual(wanted);
  const loaded = await stage.load(kysely, requestFor(columns, { reads: "often" }));
  expect(await read(loaded.rows)).toEqual(wanted);
  const changes = await loaded.countChanges();
  expect(changes.rows).toBe(rows.filter(({ isChanged }) => isChanged).length);
  const kept =
    changes.originals === undefined
      ? []
      : (await sql<Record<string, string>>`select raw_id, field, original from ${changes.originals}`.execute(kysely))
          .rows;
  expect(kept.map(({ raw_id, field, original }) => [raw_id, field, original])).toEqual(originals);
  await stage.discard();
}

/** As SQLite gives a value back: it has no booleans, and no zero with a sign. */
function asStored(value: ColumnValue): unknown {
  if (typeof value === "boolean") return Number(value);
  return value === 0 ? 0 : value;
}
