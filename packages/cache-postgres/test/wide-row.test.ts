import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import { expect } from "vitest";
import { inDatabase } from "./in-database.ts";

const names = Array.from({ length: 1400 }, (_, index) => `c${index}`);

inDatabase.for([
  { type: "integer", value: 7, fits: 1000 },
  { type: "string", value: "0123456789012345678901", fits: 345 },
  { type: "string", value: "long ".repeat(20), fits: 337 },
  { type: "number", value: 1.5, fits: 800 },
])("a row of $type that is wider than a page keeps what fits and declares the rest", async (wish, { cache }) => {
  const { type, value, fits } = wish;
  const properties = Object.fromEntries(names.map((name) => [name, { type }]));
  const run = await beginStream(cache, planStream("wide", { jsonSchema: { type: "object", properties } }));
  const all = Object.fromEntries(names.map((name) => [name, value]));
  await run.stage([{ c0: value, c1399: value }, all]);
  expect(await run.finalize()).toMatchObject({ written: 2, changed: 1 });
  await run.finish();
  const rows = await readRows(cache, "wide");
  expect(rows.map((row) => [row["c0"], row["c1399"]])).toEqual([
    [value, value],
    [value, null],
  ]);
  const kept = names.filter((name) => rows[1]?.[name] !== null).length;
  expect(kept).toBeGreaterThan(fits - 60);
  const { rows: counts } = await cache.query(`select jsonb_array_length(_airbyte_meta -> 'changes'),
    (select count(*) from airdock.quarantine) from shop.wide order by 1 desc limit 1`);
  expect(counts).toEqual([[names.length - kept, names.length - kept]]);
});
