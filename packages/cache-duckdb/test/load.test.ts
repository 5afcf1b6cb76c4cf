import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { batchOf, requestFor } from "@airdock-test/awkward-json";
import type { StoredColumn } from "@airdock/core";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBench, loadTexts, type TextRow } from "./load-bench.ts";

let bench: Awaited<ReturnType<typeof createBench>>;
beforeAll(async () => void (bench = await createBench()));
afterAll(() => bench[Symbol.asyncDispose]());

const column = (field: string, type: string = "json", name: string = field): StoredColumn => ({ field, name, type });

async function load(
  data: readonly string[],
  columns: readonly StoredColumn[],
  meta?: string,
): Promise<readonly TextRow[]> {
  const stage = bench.openStage();
  await stage.stage(await batchOf(data, meta === undefined ? {} : { meta }), columns);
  return await loadTexts(bench, stage, requestFor(columns));
}

/** A number that no double holds sends the record on the way through this process. */
const exactly = (text: string): string => text.replace(/\}$/, ',"big":9007199254740993}');

test.each([
  ["as the source sent it", (text: string) => text],
  ["converted in this process", exactly],
])("fields whose names differ by case only have their own cells: %s", async (_way, as) => {
  const columns = [column("id", "integer"), column("ID", "string", "ID_1"), column("Id", "json", "Id_2")];
  const rows = await load([as('{"id":1,"ID":"x","Id":[2]}'), as('{"ID":"only"}')], columns);
  expect(rows).toMatchObject([
    { id: "1", ID_1: "x", Id_2: "[2]" },
    { id: null, ID_1: "only", Id_2: null },
  ]);
});

test("names may hold anything", async () => {
  const fields = [
    "",
    " ",
    ".",
    "a.b",
    "$",
    "'",
    '"',
    "\\",
    "d",
    "o",
    "e",
    "t0",
    "g",
    "名前",
    "\u{1f600}",
    "constructor",
    "__proto__",
  ];
  const columns = fields.map((field, index) => column(field, index % 2 === 0 ? "string" : "json", `it's "${field}"`));
  const record = `{${fields.map((field, index) => `${JSON.stringify(field)}:${index}`).join(",")}}`;
  for (const text of [record, exactly(record)]) {
    const [row] = await load([text], columns);
    expect(columns.map(({ name }) => row?.[name])).toEqual(fields.map((_, index) => String(index)));
  }
});

test("fields without a column go to the extra one, nulls included; an empty rest is NULL", async () => {
  const columns = [column("id", "integer"), { field: "_airdock_extra", name: "_airdock_extra", type: "json" }];
  const data = ['{"id":1,"a":{"x":1.5},"_airdock_extra":null}', '{"id":2}', '{"big":9007199254740993,"id":3}'];
  const rows = await load(data, columns);
  const extra = rows.map((row) => row["_airdock_extra"] ?? null);
  expect(extra.map((text) => (text === null ? null : JSON.parse(text)))).toEqual([
    // oxlint-disable-next-line no-loss-of-precision
    { a: { x: 1.5 }, _airdock_extra: null },
    null,
    { big: 9007199254740992 },
  ]);
  expect(extra[2]).toBe('{"big":9007199254740993}');
});

test("a table without columns of its own has its rows", async () => {
  const rows = await load(["{}", '{"a":1}', exactly('{"b":1}')], []);
  expect(rows.map((row) => row["_airdock_ordinal"])).toEqual(["1", "2", "3"]);
  expect(rows.map((row) => row["_airbyte_meta"])).toEqual(
    Array.from({ length: 3 }, () => '{"sync_id":5,"changes":[]}'),
  );
});

test("changes of the source come first", async () => {
  const change = { field: "a", change: "TRUNCATED", reason: "SOURCE_FIELD_SIZE_LIMITATION" };
  const [row] = await load(['{"n":"x"}'], [column("n", "integer")], JSON.stringify({ changes: [change] }));
  const own = { field: "n", change: "NULLED", reason: "DESTINATION_SERIALIZATION_ERROR" };
  expect(JSON.parse(row?.["_airbyte_meta"] ?? "")).toEqual({ sync_id: 5, changes: [change, own] });
});

test("a column of the user's SQL type holds what that type holds, the rest is declared", async () => {
  const columns = [column("n", "number as decimal(10,2)"), column("s", "string as uuid")];
  const values = ["1.50", '"2.25"', "1.555", "123456789012.5", '"x"', "null", "9007199254740993"];
  const rows = await load(
    values.map((value) => `{"n":${value},"s":"x"}`),
    columns,
  );
  expect(rows.map(({ n }) => n)).toEqual(["1.50", "2.25", "1.56", null, null, null, null]);
  const changes = rows.map((row) =>
    JSON.parse(row["_airbyte_meta"] ?? "").changes.map(
      (entry: Record<string, string>) => `${entry["field"]} ${entry["change"]} ${entry["reason"]}`,
    ),
  );
  const uuid = "s NULLED DESTINATION_SERIALIZATION_ERROR";
  expect(changes).toEqual([
    [uuid],
    [uuid],
    ["n TRUNCATED DESTINATION_FIELD_SIZE_LIMITATION", uuid],
    ["n NULLED DESTINATION_FIELD_SIZE_LIMITATION", uuid],
    ["n NULLED DESTINATION_SERIALIZATION_ERROR", uuid],
    [uuid],
    ["n NULLED DESTINATION_FIELD_SIZE_LIMITATION", uuid],
  ]);
});

test("records may hold white space, carriage returns and any control character in escapes", async () => {
  const rows = await load([' { "a" :\r[ 1 ,\t2 ]\r} '.trim(), '{"a":"\\r\\n\\u0001\\t"}'], [column("a")]);
  expect(rows.map(({ a }) => JSON.parse(a ?? ""))).toEqual([[1, 2], "\r\n\u0001\t"]);
});

test("a record of 40 MB and one of a thousand columns stand beside small ones", async () => {
  const wide = Array.from({ length: 1000 }, (_, index) => column(`c${index}`, index % 2 === 0 ? "integer" : "string"));
  const large = `{"c1":${JSON.stringify("x".repeat(40_000_000))}}`;
  const full = `{${wide.map(({ field, type }, index) => `"${field}":${type === "string" ? `"${index}"` : index}`).join(",")}}`;
  const rows = await load([full, large, exactly(large), full], wide);
  expect(rows.map(({ c1 }) => c1?.length)).toEqual([1, 40_000_000, 40_000_000, 1]);
  expect(rows.map(({ c999 }) => c999)).toEqual(["999", null, null, "999"]);
});

test("a range is loaded, what is final is dropped, and the same batch again changes nothing", async () => {
  const columns = [column("id", "integer")];
  const stage = bench.openStage();
  const batches = await Promise.all(
    [0, 1, 2].map((sequence) => {
      const ids = Array.from({ length: 100 }, (_, index) => sequence * 100 + index + 1);
      const data = ids.map((id) => (id % 10 === 0 ? exactly(`{"id":${id}}`) : `{"id":${id}}`));
      return batchOf(data, { sequence, firstOrdinal: sequence * 100 + 1 });
    }),
  );
  for (const batch of batches.slice(0, 2)) await stage.stage(batch, columns);
  for (const batch of batches.slice(0, 2)) await stage.stage(batch, columns);
  const idsOf = async (after: number, through: number) =>
    (await loadTexts(bench, stage, requestFor(columns, { after, through }))).map(({ id }) => Number(id));
  expect(await idsOf(0, 150)).toEqual(Array.from({ length: 150 }, (_, index) => index + 1));
  await stage.drop(150);
  for (const batch of batches) await stage.stage(batch, columns);
  expect(await idsOf(150, 1000)).toEqual(Array.from({ length: 150 }, (_, index) => index + 151));
  await stage.discard();
  expect(await idsOf(150, 1000)).toEqual([]);
});

test("staged files are private, and gone when all is final", async () => {
  const stage = bench.openStage();
  const before = await staged();
  await stage.stage(await batchOf(['{"id":1}', exactly('{"id":2}')]), [column("id", "integer")]);
  const files = (await staged()).filter((path) => !before.includes(path));
  expect(files.length).toBe(2);
  for (const path of files) expect((await stat(path)).mode & 0o777).toBe(0o600);
  await stage.drop(2);
  expect(await staged()).toEqual(before);
});

test("what is counted is what was nulled, and where nothing was, nothing is asked", async () => {
  const columns = [column("n", "integer"), column("d", "date")];
  const stage = bench.openStage();
  await stage.stage(
    await batchOf(['{"n":"x","d":"2024-01-01T10:00:00Z"}', '{"n":1,"d":"2024-02-30"}', '{"n":2}']),
    columns,
  );
  const loaded = await stage.load(bench.kysely, requestFor(columns));
  await sql`CREATE OR REPLACE TEMP TABLE t AS SELECT n, d FROM ${loaded.rows} AS r`.execute(bench.kysely);
  const { rows, originals } = await loaded.countChanges();
  expect(rows).toBe(2);
  const kept =
    originals === undefined
      ? []
      : (await sql`SELECT * FROM ${originals} AS o ORDER BY raw_id`.execute(bench.kysely)).rows;
  expect(kept).toEqual([
    { raw_id: "018bcfe5-6800-7abc-8def-000000000001", field: "n", original: "x" },
    { raw_id: "018bcfe5-6800-7abc-8def-000000000002", field: "d", original: "2024-02-30" },
  ]);
});

async function staged(): Promise<readonly string[]> {
  const entries = await readdir(bench.folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
