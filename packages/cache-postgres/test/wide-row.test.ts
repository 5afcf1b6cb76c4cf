import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import type { JsonValue } from "@airdock/core";
import { expect } from "vitest";
import { jsonbSize } from "../src/encode/jsonb-size.ts";
import { inDatabase } from "./in-database.ts";

const names = Array.from({ length: 1400 }, (_, index) => `c${index}`);

const shapes: readonly { readonly type: string; readonly value: JsonValue; readonly fits: number }[] = [
  { type: "integer", value: 7, fits: 1000 },
  { type: "string", value: "0123456789012345678901", fits: 345 },
  { type: "string", value: "long ".repeat(20), fits: 337 },
  { type: "number", value: 1.5, fits: 1000 },
  { type: "number", value: 123456.789, fits: 700 },
  { type: "array", value: [1], fits: 440 },
  { type: "array", value: [1, 2, 3], fits: 337 },
  { type: "array", value: ["ab"], fits: 720 },
  { type: "array", value: [[1], [2.5]], fits: 337 },
  { type: "object", value: { a: 1 }, fits: 337 },
  { type: "object", value: { a: { b: true } }, fits: 337 },
];

inDatabase.for(shapes)(
  "a row of $type that is wider than a page keeps what fits and declares the rest",
  async (wish, { cache }) => {
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
  },
);

inDatabase.for([{ mode: "append" }, { mode: "merge", primaryKey: [["c0"]] }, { mode: "replace" }] as const)(
  "rows of small values of all kinds, wider than a page: $mode",
  async (plan, { cache }) => {
    const kinds: readonly (readonly [type: string, value: JsonValue])[] = [
      ["integer", 7],
      ["array", [1]],
      ["boolean", true],
      ["array", [[1], [2], []]],
      ["number", 0.5],
      ["object", { a: 1 }],
      ["string", "ab"],
      ["object", {}],
      ["number", 12_345_678.9],
      ["object", { a: [1, { b: 2 }] }],
    ];
    const kindOf = (index: number): readonly [string, JsonValue] => kinds[index % kinds.length] ?? ["string", ""];
    const properties = Object.fromEntries(names.map((name, index) => [name, { type: kindOf(index)[0] }]));
    const run = await beginStream(cache, planStream("mixed", { jsonSchema: { type: "object", properties }, ...plan }));
    await run.stage([Object.fromEntries(names.map((name, index) => [name, kindOf(index)[1]]))]);
    expect(await run.finalize({ complete: true })).toMatchObject({ written: 1, changed: 1 });
    await run.finish();
    const [row = {}] = await readRows(cache, "mixed");
    expect(names.filter((name) => row[name] !== null).length).toBeGreaterThan(500);
  },
);

inDatabase("a value of jsonb is measured as PostgreSQL stores it", async ({ cache }) => {
  const scalars = [
    "0",
    "-7",
    "1.50",
    "12345",
    "10000",
    "0.00001",
    "1e20",
    "12345678901234567890",
    '""',
    '"é"',
    "true",
    "null",
  ];
  const texts = [
    ...scalars,
    ...scalars.map((text) => `[${text}]`),
    ...scalars.map((text) => `{"a":${text},"bc":[${text}]}`),
    ...["[]", "{}", "[[],{}]", '["a",1]', '["abc",[1]]', '{"k":{"l":{"m":1}}}', "[1,2,3]"],
  ];
  const { rows } = await cache.query(
    `select pg_column_size(value::jsonb) - 4 from unnest(array[${texts.map((text) => `'${text}'`).join(",")}]) as value`,
  );
  expect(texts.map((text) => `${text} ${jsonbSize(text)}`)).toEqual(
    texts.map((text, at) => `${text} ${rows[at]?.[0]}`),
  );
});
