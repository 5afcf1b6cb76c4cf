import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginStream, planStream } from "@airdock-test/stream-run";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDuckdbCache, type DuckdbCache } from "../src/index.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-duckdb-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function fill(cache: DuckdbCache): Promise<void> {
  await cache.open();
  const run = await beginStream(cache, planStream("users"));
  await run.stage([
    { id: 1, name: "Ada" },
    { id: 2, name: "Bob" },
  ]);
  await run.finalize({ complete: true });
  await run.finish();
}

const reading: readonly (readonly [sql: string, first: unknown])[] = [
  ["from shop.users select name order by id", "Ada"],
  ["with x as (select 1 as a), y as (from x) select a from y", 1],
  ["select count(*) from information_schema.tables where table_schema = 'shop'", 1],
  ["select table_name from duckdb_tables() where schema_name = 'shop'", "users"],
  ["select sum(i) from range(4) t(i)", 6],
  ["describe shop.users", "_airbyte_raw_id"],
  ["explain select 1", "physical_plan"],
  ["explain (analyze) select count(*) from shop.users", "analyzed_plan"],
  ["from (pivot shop.users on name in ('Ada', 'Bob') using count(*)) select sum(\"Ada\")::int", 1],
];

const refused: readonly (readonly [sql: string, code: string])[] = [
  ["select * from enable_logging(storage = 'file', storage_path = 'logs')", "QUERY_WRITES"],
  ["call enable_logging(storage = 'file', storage_path = 'logs')", "QUERY_WRITES"],
  ["select * from query('from enable_logging()')", "QUERY_WRITES"],
  ["explain analyze select * from system.main.enable_logging()", "QUERY_WRITES"],
  ["select (select 1 from enable_logging())", "QUERY_WRITES"],
  ["with x as (from enable_logging()) select 1", "QUERY_WRITES"],
  ["explain analyze copy (select 1) to 'x.csv'", "QUERY_WRITES"],
  ["explain (format json) explain analyze copy (select 1) to 'x.csv'", "QUERY_FAILED"],
  ["set memory_limit = '10GB'", "QUERY_WRITES"],
  ["from read_text('%s')", "QUERY_READS_FILES"],
  ["select count(*) from glob('/*')", "QUERY_READS_FILES"],
  ["from '%s'", "QUERY_READS_FILES"],
  ["describe from '%s'", "QUERY_READS_FILES"],
  ["with x as (from '%s') from x", "QUERY_READS_FILES"],
];

const databases = {
  "a file": () => createDuckdbCache(join(folder, "data.duckdb")),
  "a database in memory": () => createDuckdbCache(":memory:"),
  "an instance of the user": async () => createDuckdbCache({ instance: await DuckDBInstance.create(":memory:") }),
};

test.each(Object.entries(databases))("%s answers what only reads, and refuses the rest", async (_, create) => {
  await using cache = await create();
  await fill(cache);
  const file = join(folder, "private.csv");
  await writeFile(file, "a\n1\n");
  for (const [sql, first] of reading) expect((await cache.query(sql)).rows[0]?.[0], sql).toEqual(first);
  for (const [sql, code] of refused)
    await expect(cache.query(sql.replace("%s", file)), sql).rejects.toMatchObject({ code });
  expect((await cache.query(`from '${file}'`, { allowFiles: true })).rows).toEqual([[1]]);
  await expect(cache.query(`copy (select 1) to '${file}'`, { allowFiles: true })).rejects.toMatchObject({
    code: "QUERY_WRITES",
  });
  expect((await readdir(folder)).filter((name) => !name.startsWith("data.duckdb"))).toEqual(["private.csv"]);
});

test("a PIVOT and a PRAGMA that tells something work over a file", async () => {
  await using cache = createDuckdbCache(join(folder, "data.duckdb"));
  await fill(cache);
  expect((await cache.query("pivot shop.users on name using count(*)")).columns.map(({ name }) => name)).toContain(
    "Ada",
  );
  expect((await cache.query("pragma table_info('shop.users')")).rows.length).toBeGreaterThan(2);
  await expect(cache.query("pivot (from enable_logging()) on 1 using count(*)")).rejects.toMatchObject({
    code: "QUERY_WRITES",
  });
});

test("what did not fit into memory leaves no folder behind, and writers wait for a query", async () => {
  await using cache = createDuckdbCache({ path: join(folder, "data.duckdb"), memoryLimit: "60MB", threads: 1 });
  await fill(cache);
  const before = (await readdir(tmpdir())).filter((name) => name.startsWith("airdock-query-"));
  const query = cache.query("select i from range(3000000) t(i) order by hash(i) limit 1 offset 2999999");
  await cache.query("delete from shop.users where id = 2", { write: true });
  expect((await query).rows).toHaveLength(1);
  expect((await cache.query("select count(*) from shop.users")).rows).toEqual([[1]]);
  const after = (await readdir(tmpdir())).filter((name) => name.startsWith("airdock-query-"));
  expect(after.filter((name) => !before.includes(name))).toEqual([]);
});
