import { type Cache, type Row, type RowValue, sync } from "@airdock/core";
import { createMessageSource } from "@airdock/core/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreedCaches, type OpenCache } from "./agreed-cache.ts";
import { exceptions, recordedStreams, recordedSyncs } from "./recording.ts";
import { sortRows } from "./sort-rows.ts";

const connection = "agreed";
const names = Object.keys(agreedCaches);
const opened = new Map<string, OpenCache>();

beforeAll(async () => {
  for (const name of names) {
    const open = await agreedCaches[name]?.();
    if (open === undefined) throw new Error(`There is no cache ${name}.`);
    opened.set(name, open);
    for (const records of recordedSyncs) await syncRecords(open.cache, connection, records);
    await syncRecords(
      open.cache,
      "exceptional",
      exceptions.map(({ record }) => record),
    );
  }
});

afterAll(async () => {
  for (const open of opened.values()) await open[Symbol.asyncDispose]();
});

test("the same syncs leave the same rows in all caches, but for raw ids", async () => {
  const [first, ...others] = await Promise.all(names.map(readRows));
  expect(first).toHaveLength(9);
  for (const other of others) expect(other).toEqual(first);
});

test.each(exceptions)("the one difference of a row: $why", async ({ field, record }) => {
  const { id } = JSON.parse(record) as { readonly id: number };
  const rows = await Promise.all(names.map((name) => readException(name, id)));
  const [first, ...others] = rows.map((row) => ({ ...row, [field]: "differs", _airbyte_meta: "differs" }));
  for (const other of others) expect(other).toEqual(first);
  expect(new Set(rows.map((row) => print(row[field]))).size).toBeGreaterThan(1);
});

test.each([
  "select count(*) as n, count(whole) as whole, count(undeclared) as undeclared from TABLE",
  "select id, text from TABLE where text is not null order by id",
  "select max(whole) as most, min(day) as first from TABLE",
  `select "select_from" from TABLE where "größe" = 'c'`,
])("the same SQL has the same answer: %s", async (sql) => {
  const answers = await Promise.all(names.map((name) => query(name, sql)));
  expect(answers[0]?.length).toBeGreaterThan(0);
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

async function syncRecords(cache: Cache, name: string, records: readonly string[]): Promise<void> {
  const [{ name: stream } = { name: "" }] = recordedStreams;
  const emittedAt = 1_700_000_000_000;
  const lines = records.map(
    (data, index) =>
      `{"type":"RECORD","record":{"stream":${JSON.stringify(stream)},"emitted_at":${emittedAt + index},"data":${data}}}`,
  );
  await sync({ source: createMessageSource({ streams: recordedStreams, read: () => lines }), cache, connection: name });
}

async function readRows(name: string): Promise<unknown[]> {
  const rows = await Array.fromAsync(datasetOf(name, connection).rows());
  return sortRows(rows.map(withoutRawId));
}

async function readException(name: string, id: number): Promise<Row> {
  const rows = await Array.fromAsync(datasetOf(name, "exceptional").rows());
  return withoutRawId(rows.find((row) => row["id"] === id) ?? {});
}

function datasetOf(name: string, owner: string): ReturnType<Cache["dataset"]> {
  const stream = { name: recordedStreams[0]?.name ?? "" };
  return cacheOf(name).dataset({ connection: owner, stream });
}

async function query(name: string, sql: string): Promise<readonly unknown[]> {
  const { schema, name: table } = await datasetOf(name, connection).table();
  const quoted = [schema, table].flatMap((part) => (part === undefined ? [] : [`"${part}"`])).join(".");
  const result = await cacheOf(name).query?.(sql.replace("TABLE", quoted));
  return result?.rows ?? [];
}

function cacheOf(name: string): Cache {
  const open = opened.get(name);
  if (open === undefined) throw new Error(`${name} is not open.`);
  return open.cache;
}

function withoutRawId({ _airbyte_raw_id: _, ...row }: Row): Row {
  return row;
}

function print(value: RowValue | undefined): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? `${part}n` : part)) ?? "";
}
