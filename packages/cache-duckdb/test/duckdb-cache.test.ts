import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDuckdbCache, type DuckdbCache } from "../src/index.ts";
import { beginStream, planStream, readRows, runStart, streamState } from "@airdock-test/stream-run";

const merged = { mode: "merge", primaryKey: [["id"]] } as const;

describe("a cache in a file", () => {
  let folder: string;
  let cache: DuckdbCache;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "airdock-duckdb-"));
    cache = createDuckdbCache(join(folder, "data.duckdb"));
    await cache.open();
  });

  afterEach(async () => {
    await cache.close();
    await rm(folder, { recursive: true });
  });

  test("a run appends rows with the state they earned, and leaves no staging", async () => {
    const run = await beginStream(cache, planStream("users"));
    await run.stage([
      { id: 1, name: "Ada" },
      { id: 2, name: "Bob" },
      { id: 3, name: "Cyd" },
    ]);
    expect(await run.finalize({ through: 2, states: [streamState("users", 2)] })).toMatchObject({ written: 2 });
    expect(await readRows(cache, "users")).toEqual([
      { id: 1, name: "Ada" },
      { id: 2, name: "Bob" },
    ]);
    expect(await run.finalize({ complete: true })).toMatchObject({ written: 1 });
    await run.finish();
    expect(await cache.dataset({ connection: "shop", stream: { name: "users" } }).count()).toBe(3);
    expect(await cache.states("shop")).toEqual([streamState("users", 2)]);
    expect(await cache.connections()).toMatchObject([
      { name: "shop", streams: [{ table: { schema: "shop", name: "users" }, rows: 3 }] },
    ]);
    await cache.close();
    expect(await readdir(folder)).toEqual(["data.duckdb"]);
  });

  test("a column whose type the user has altered takes what fits it, and the rest is declared", async () => {
    for (const mode of ["append", "merge"] as const) {
      const plan = planStream(mode, { ...(mode === "merge" ? merged : {}), mode });
      const sync = async (rows: Parameters<Awaited<ReturnType<typeof beginStream>>["stage"]>[0]): Promise<unknown> => {
        const run = await beginStream(cache, plan, { start: { staleAfter: -1 } });
        await run.stage(rows);
        const report = await run.finalize({ complete: true });
        await run.finish();
        return report;
      };
      await sync([{ id: 1, name: "11" }]);
      await cache.query(`alter table shop.${mode} alter column name set data type integer`, { write: true });
      expect(
        await sync([
          { id: 2, name: "22" },
          { id: 3, name: "Ada" },
          { id: 4, name: "\ud800" },
        ]),
      ).toMatchObject({ written: 3, changed: 2 });
      const { rows } = await cache.query(`select id, name from shop.${mode} order by id`);
      expect(rows).toEqual([
        [1, 11],
        [2, 22],
        [3, null],
        [4, null],
      ]);
    }
  });

  test("the same part finalized twice changes nothing", async () => {
    const run = await beginStream(cache, planStream("users"));
    await run.stage([{ id: 1, name: "Ada" }]);
    await run.finalize({ states: [streamState("users", 1)] });
    expect(await run.finalize({ states: [streamState("users", 1)] })).toMatchObject({ written: 0 });
    expect(await readRows(cache, "users")).toHaveLength(1);
  });

  test("replace shows the old rows until the stream is complete, and those of the last run after it", async () => {
    const first = await beginStream(cache, planStream("users", { mode: "replace" }));
    await first.stage([{ id: 1, name: "Ada" }]);
    await first.finalize({ complete: true });
    await first.finish();
    const second = await beginStream(cache, planStream("users", { mode: "replace" }));
    await second.stage([{ id: 2, name: "Bob" }]);
    await second.finalize();
    await second.stage([{ id: 3, name: "Cyd" }]);
    expect(await readRows(cache, "users")).toEqual([{ id: 1, name: "Ada" }]);
    await second.finalize({ complete: true });
    expect(await readRows(cache, "users")).toEqual([
      { id: 2, name: "Bob" },
      { id: 3, name: "Cyd" },
    ]);
    await second.finish();
    const third = await beginStream(cache, planStream("users", { mode: "replace" }));
    await third.finalize({ complete: true });
    expect(await readRows(cache, "users")).toEqual([]);
  });

  test("a replace that is given up leaves the table and nothing else", async () => {
    const first = await beginStream(cache, planStream("users", { mode: "replace" }));
    await first.stage([{ id: 1, name: "Ada" }]);
    await first.finalize({ complete: true });
    await first.finish();
    const second = await beginStream(cache, planStream("users", { mode: "replace" }));
    await second.stage([{ id: 2, name: "Bob" }]);
    await second.finalize();
    await second.writer.discard();
    await second.finish();
    expect(await readRows(cache, "users")).toEqual([{ id: 1, name: "Ada" }]);
    const { rows } = await cache.query("select table_name from duckdb_tables() where schema_name = 'shop'");
    expect(rows).toEqual([["users"]]);
  });

  test("merge keeps the newest row of each key, whatever order they come in", async () => {
    const schema = { type: "object", properties: { id: { type: "integer" }, at: { type: "string" } } };
    const plan = planStream("users", { ...merged, jsonSchema: schema, cursor: ["at"] });
    const run = await beginStream(cache, plan);
    await run.stage([
      { id: 1, at: "b" },
      { id: 1, at: "a" },
      { id: null, at: "a" },
      { id: 2, at: null },
    ]);
    await run.finalize();
    await run.stage([
      { id: 1, at: "B" },
      { id: null, at: "b" },
      { id: 2, at: "a" },
      { id: 3, at: "a" },
    ]);
    expect(await run.finalize()).toMatchObject({ written: 3 });
    const { rows } = await cache.query('select id, "at" from shop.users order by id nulls first');
    expect(rows).toEqual([
      [null, "b"],
      [1, "b"],
      [2, "a"],
      [3, "a"],
    ]);
  });

  test("a deleted row goes, or stays when deletes are soft", async () => {
    const schema = {
      type: "object",
      properties: { id: { type: "integer" }, _ab_cdc_deleted_at: { type: "string", format: "date-time" } },
    };
    for (const [deletes, left] of [
      ["hard", 1],
      ["soft", 2],
    ] as const) {
      const run = await beginStream(cache, planStream(deletes, { ...merged, jsonSchema: schema, deletes }));
      await run.stage([{ id: 1 }, { id: 2 }]);
      await run.finalize();
      await run.stage([{ id: 1, _ab_cdc_deleted_at: "2024-05-01T00:00:00Z" }]);
      expect(await run.finalize()).toMatchObject({ deleted: deletes === "hard" ? 1 : 0 });
      await run.finish();
      expect(await readRows(cache, deletes)).toHaveLength(left);
    }
  });

  test("a refresh raises the generation, forgets the state, and at success drops what is older", async () => {
    const first = await beginStream(cache, planStream("users"));
    await first.stage([{ id: 1, name: "Ada" }]);
    await first.finalize({ complete: true, states: [streamState("users", 1)] });
    await first.finish();
    const begin = { refresh: [{ stream: { name: "users" }, keep: false }] };
    const second = await beginStream(cache, planStream("users"), { begin });
    expect(second.states).toEqual([]);
    expect(second.writer).toMatchObject({ generation: 1, minimumGeneration: 1 });
    await second.stage([{ id: 2, name: "Bob" }]);
    await second.finalize({ states: [streamState("users", 2)] });
    await second.finish();
    const third = await beginStream(cache, planStream("users"));
    expect(third.writer).toMatchObject({ generation: 1, minimumGeneration: 1 });
    expect(await readRows(cache, "users")).toHaveLength(2);
    expect(await third.finalize({ complete: true })).toMatchObject({ deleted: 1 });
    await third.finish();
    expect(await readRows(cache, "users")).toEqual([{ id: 2, name: "Bob" }]);
    expect((await cache.connections())[0]?.streams).toMatchObject([{ generation: 1, minimumGeneration: 0, rows: 1 }]);
  });

  test("a table that gets a key is deduplicated once", async () => {
    const first = await beginStream(cache, planStream("users"));
    await first.stage([{ id: 1, name: "Ada" }], 1);
    await first.stage([{ id: 1, name: "Ada L." }], 2);
    await first.finalize({ complete: true });
    await first.finish();
    const second = await beginStream(cache, planStream("users", merged));
    expect(await readRows(cache, "users")).toEqual([{ id: 1, name: "Ada L." }]);
    await second.finish();
  });

  test("an undeclared field becomes a JSON column, with the rows that need it", async () => {
    const run = await beginStream(cache, planStream("users"));
    await run.stage([{ id: 1, name: "Ada" }]);
    await run.finalize();
    await run.stage([{ id: 2, name: "Bob", tags: ["x", 7] }]);
    expect(await run.finalize()).toMatchObject({ addedColumns: ["tags"] });
    expect(await readRows(cache, "users")).toEqual([
      { id: 1, name: "Ada", tags: null },
      { id: 2, name: "Bob", tags: ["x", 7] },
    ]);
  });

  test("what cannot be stored is NULL, declared, and kept in quarantine as long as its row", async () => {
    const schema = { type: "object", properties: { id: { type: "integer" }, age: { type: "integer" } } };
    const run = await beginStream(cache, planStream("users", { ...merged, jsonSchema: schema }));
    await run.stage([
      { id: 1, age: 30 },
      { id: 2, age: 2.5 },
    ]);
    expect(await run.finalize()).toMatchObject({ written: 2, changed: 1 });
    expect((await cache.query("select field, original from airdock.quarantine")).rows).toEqual([["age", "2.5"]]);
    await run.stage([{ id: 2, age: 3 }]);
    await run.finalize();
    expect((await cache.query("select field, original from airdock.quarantine")).rows).toEqual([]);
  });

  test("a table that somebody else made is not touched", async () => {
    await cache.query("create schema shop; create table shop.Users (a integer)", { write: true });
    await expect(beginStream(cache, planStream("users"))).rejects.toMatchObject({ code: "TABLE_NOT_OURS" });
  });

  test("another connector, and another config once there is a state, are refused unless accepted", async () => {
    const run = await beginStream(cache, planStream("users"));
    await run.finish();
    await (await cache.startRun(await runStart({ configHash: "two" }))).finish({ outcome: "ok", streams: [] });
    const stateful = await beginStream(cache, planStream("users"), { start: { configHash: "two" } });
    await stateful.finalize({ states: [streamState("users", 1)] });
    await stateful.finish();
    const changed = { code: "CONNECTION_CHANGED" };
    await expect(cache.startRun(await runStart({ configHash: "three" }))).rejects.toMatchObject(changed);
    await expect(cache.startRun(await runStart({ configHash: "two", connector: "other" }))).rejects.toMatchObject(
      changed,
    );
    await cache.startRun(await runStart({ configHash: "three", acceptChange: true }));
  });

  test("a connection has one run at a time; whoever lost the lease writes nothing", async () => {
    const first = await beginStream(cache, planStream("users"));
    await first.stage([{ id: 1, name: "Ada" }]);
    await expect(cache.startRun(await runStart())).rejects.toMatchObject({
      code: "CONNECTION_BUSY",
      message: expect.stringContaining(String(process.pid)),
    });
    const second = await beginStream(cache, planStream("users"), { start: { staleAfter: -1 } });
    await expect(first.finalize()).rejects.toMatchObject({ code: "LEASE_LOST" });
    await expect(first.run.renew()).rejects.toMatchObject({ code: "LEASE_LOST" });
    await second.finish();
    expect(await readRows(cache, "users")).toEqual([]);
  });

  test("a state of one type takes the place of all others, and passes by the streams that are away", async () => {
    const first = await beginStream(cache, planStream("users"));
    await first.finalize({ states: [streamState("users", 1)] });
    await first.finish();
    const second = await beginStream(cache, planStream("orders"));
    const global = {
      type: "GLOBAL",
      text: '{"type":"STATE","state":{"type":"GLOBAL","global":{"stream_states":[]}}}',
    } as const;
    await second.finalize({ states: [global] });
    await second.finish();
    expect(await cache.states("shop")).toEqual([global]);
    const [connection] = await cache.connections();
    expect(connection?.streams.map(({ stream, missedState }) => [stream.name, missedState]).toSorted()).toEqual([
      ["orders", false],
      ["users", true],
    ]);
  });

  test("reading makes no file", async () => {
    const nothing = createDuckdbCache(join(folder, "nothing.duckdb"));
    await expect(nothing.open({ access: "read" })).rejects.toMatchObject({ code: "NOT_IN_CACHE" });
    expect(await readdir(folder)).not.toContain("nothing.duckdb");
  });
});
