import { deepStrictEqual, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cache, isAirdockError, type QueryOptions, type QueryResult } from "@airdock/core";
import { type CacheCase, type CaseBody, defineCases, needing } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { expectCode } from "../expect-code.ts";
import { inspect, quoteLedger, quoteTable } from "../inspect-database.ts";
import { datasetOf, expectData } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";
import { writingStatements } from "../statement/writing-statements.ts";

const users = defineStream("users", { properties: { id: "integer", name: "string" } });

/** The statements are many, and a runner may give a test only a few seconds. */
const parts = 6;

/** SQL of somebody who may only read: nothing changes, whatever it says. */
export const lockedQueryCases: readonly CacheCase[] = defineCases("locked query", {
  ...Object.fromEntries(
    Array.from({ length: parts }, (_, part) => [
      `changes nothing on the disk, in the database or in processes, whatever the statement (${part + 1} of ${parts})`,
      locked((context) => tryStatements(context, part)),
    ]),
  ),

  "is refused with a code, and the next one works": locked(async (context) => {
    await context.load(users, [{ id: 1, name: "Ada" }]);
    const cache = await context.open();
    const table = quoteTable(await datasetOf(cache, users).table());
    for (const sql of [`delete from ${table}`, `/* select */ drop table ${table}`, "begin", `vacuum`])
      await expectCode("QUERY_WRITES", () => ask(cache, sql));
    deepStrictEqual(
      (await ask(cache, `select id from ${table}`)).rows.map((row) => row.map(Number)),
      [[1]],
    );
  }),

  "two at a time do not hinder each other": withSql(async (context) => {
    await context.load(users, [{ id: 1, name: "Ada" }]);
    const cache = await context.open();
    const table = quoteTable(await datasetOf(cache, users).table());
    const answers = await Promise.all([1, 2, 3].map((add) => ask(cache, `select id + ${add} from ${table}`)));
    deepStrictEqual(
      answers.map(({ rows }) => Number(rows[0]?.[0])),
      [2, 3, 4],
    );
  }),

  "answers also while rows of the cache are being read": locked(async (context) => {
    await context.load(
      users,
      [1, 2, 3].map((id) => ({ id, name: null })),
    );
    const cache = await context.open();
    const dataset = datasetOf(cache, users);
    const table = quoteTable(await dataset.table());
    for await (const { id } of dataset.rows())
      deepStrictEqual((await ask(cache, `select count(*) from ${table} where id <= ${String(id)}`)).rows.length, 1);
    await expectCode("QUERY_WRITES", () => ask(cache, `delete from ${table}`));
  }),

  "leaves the bookkeeping of an older layout as it is": withSql(async (context) => {
    await context.load(users, [{ id: 1, name: "Ada" }]);
    const table = quoteTable(await datasetOf(await context.open(), users).table());
    await (await context.open()).close();
    const meta = quoteLedger(context, "meta");
    await inspect(context, `update ${meta} set layout = 0`);
    await using cache = await context.createCache();
    try {
      await cache.open({ access: "read" });
      await cache.connections();
      await ask(cache, `select count(*) from ${table}`);
    } catch (error) {
      // Too old to be read is an answer, too.
      ok(isAirdockError(error) && error.code === "CACHE_LAYOUT_UNSUPPORTED", String(error));
    }
    await cache.close();
    deepStrictEqual(
      (await inspect(context, `select layout from ${meta}`)).map(({ layout }) => Number(layout)),
      [0],
    );
  }),

  "ends after `maxRows`, and says that there are more": withSql(async (context) => {
    await context.load(
      users,
      [1, 2, 3].map((id) => ({ id, name: null })),
    );
    const cache = await context.open();
    const table = quoteTable(await datasetOf(cache, users).table());
    const sql = `select id from ${table} order by id`;
    const numbers = ({ rows }: QueryResult): unknown[] => rows.map(([id]) => Number(id));
    const cut = await ask(cache, sql, { maxRows: 2 });
    deepStrictEqual([numbers(cut), cut.isCut], [[1, 2], true]);
    const whole = await ask(cache, sql, { maxRows: 3 });
    deepStrictEqual([numbers(whole), whole.isCut], [[1, 2, 3], undefined]);
  }),

  "ends after `timeoutMs`": locked(async (context) => {
    await context.load(users, [{ id: 1, name: null }]);
    const cache = await context.open();
    const endless =
      "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n where i < 0";
    await expectCode("QUERY_TIMEOUT", () => ask(cache, endless, { timeoutMs: 200 }));
    deepStrictEqual((await ask(cache, "select 1")).rows[0]?.map(Number), [1]);
  }),
});

async function tryStatements(context: CaseContext, part: number): Promise<void> {
  const rows = [1, 2, 3].map((id) => ({ id, name: `user ${id}` }));
  await context.load(users, rows);
  const opened = await context.open();
  const outside = await openFolder();
  const table = quoteTable(await datasetOf(opened, users).table());
  await opened.close();
  const before = await look(context);
  const cache = await context.createCache();
  const statements = writingStatements({ folder: outside, table });
  for (const statement of statements.filter((_, index) => index % parts === part)) {
    await tryStatement(cache, statement);
    deepStrictEqual(await readdir(outside), [], `It left something outside: ${statement}`);
  }
  deepStrictEqual((await ask(cache, `select count(*) from ${table}`)).rows[0]?.map(Number), [3]);
  await cache.close();
  deepStrictEqual(await look(context), before);
  await context.reopen();
  await expectData(context, users, rows);
  await rm(outside, { recursive: true });
}

/** A folder in which every user of the machine, that of a database server too, may write. */
async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "airdock-outside-"));
  await chmod(folder, 0o777);
  return folder;
}

async function tryStatement(cache: Cache, statement: string): Promise<void> {
  try {
    // A few are harmless as the database understands them, and answer.
    await ask(cache, statement, { timeoutMs: 20_000 });
  } catch (error) {
    ok(isAirdockError(error) && error.code.startsWith("QUERY_"), `${statement}: ${String(error)}`);
  }
}

/** The files of the case by their content, and the tables of the database. */
async function look({ folder, module }: CaseContext): Promise<unknown> {
  const names = (await readdir(folder, { recursive: true })).toSorted();
  const files: Record<string, string> = {};
  for (const name of names) {
    const path = join(folder, name);
    files[name] = (await stat(path)).isDirectory() ? "folder" : await hash(path);
  }
  const tables = (await module.listTables?.(folder)) ?? [];
  return { files, tables: tables.map(quoteTable).toSorted() };
}

async function hash(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}

/** For caches that lock such queries. */
function locked(run: (context: CaseContext) => Promise<void>): CaseBody {
  return needing((supports) => supports.sql && supports.lockedQueries, run);
}

function withSql(run: (context: CaseContext) => Promise<void>): CaseBody {
  return needing(({ sql }) => sql, run);
}

async function ask(cache: Cache, sql: string, options: QueryOptions = {}): Promise<QueryResult> {
  if (cache.query === undefined) throw new Error("The cache has no query.");
  return await cache.query(sql, options);
}
