import { describe, expect, test } from "vitest";
import { createMemoryCache } from "../testing/memory-cache.ts";
import type { BeginPlan, Cache, CacheRun, StreamWriter } from "./cache.ts";
import { guardCache } from "./guarded-cache.ts";
import { currentHolder } from "./lease-holder.ts";
import type { RecordBatch } from "./record-batch.ts";
import type { StreamPlan } from "./stream-plan.ts";
import type { WriteMode } from "./write-mode.ts";

const report = { outcome: "ok", streams: [] } as const;
const misused = expect.objectContaining({ code: "CACHE_MISUSED" });

describe("opening", () => {
  test("happens when first needed, once, and again for writing", async () => {
    const { cache, opened } = countOpens();
    await cache.open({ access: "read" });
    await Promise.all([cache.connections(), cache.runs(), cache.open({ access: "read" })]);
    expect(opened).toEqual(["read"]);
    await Promise.all([start(cache), cache.connections()]);
    await cache.states("test");
    expect(opened).toEqual(["read", "write"]);
  });

  test("is tried again after it failed", async () => {
    const { cache, opened } = countOpens(1);
    await expect(cache.runs()).rejects.toMatchObject({ code: "CACHE_FAILED", cause: { message: "not yet" } });
    expect(await cache.runs()).toEqual([]);
    expect(opened).toEqual(["read", "read"]);
  });

  test("a cache made for another contract is refused", async () => {
    const cache = guardCache({ ...createPlainCache(), contract: 2 as 1 });
    await expect(cache.open()).rejects.toMatchObject({ code: "CACHE_CONTRACT_UNSUPPORTED" });
  });

  test("the same cache has one guard", () => {
    const inner = createPlainCache();
    expect(guardCache(inner)).toBe(guardCache(inner));
    expect(guardCache(guardCache(inner))).toBe(guardCache(inner));
  });
});

test("after close nothing works", async () => {
  const cache = createMemoryCache();
  const run = await start(cache);
  await cache.close();
  await cache.close();
  for (const call of [
    () => cache.open(),
    () => start(cache),
    () => cache.runs(),
    () => run.renew(),
    () => run.finish(report),
  ]) {
    await expect(call()).rejects.toThrow(misused);
  }
});

test("an aborted call does not reach the cache", async () => {
  const { cache, opened } = countOpens();
  const reason = new Error("enough");
  await expect(cache.runs({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(opened).toEqual([]);
});

describe("a run", () => {
  test("begins once, with streams that differ, and a key for what is merged", async () => {
    const run = await start();
    await expect(run.begin(begin(plan("a", "append"), plan("a", "append")))).rejects.toThrow(misused);
    await expect(run.begin(begin(plan("a", "merge")))).rejects.toThrow(misused);
    await run.begin(begin(plan("a", "append")));
    await expect(run.begin(begin(plan("a", "append")))).rejects.toThrow(misused);
  });

  test("takes batches in order, the last one also twice", async () => {
    const { writer } = await startWriting();
    await expect(writer.stage(batch(0, 2, 3))).rejects.toThrow(misused);
    await writer.stage(batch(0, 1, 3));
    await writer.stage(batch(0, 1, 3));
    for (const odd of [batch(0, 1, 2), batch(2, 4, 1), batch(1, 5, 1), batch(1, 4, 0)]) {
      await expect(writer.stage(odd)).rejects.toThrow(misused);
    }
    await writer.stage(batch(1, 4, 1));
  });

  test("finalizes rows that are staged, each once", async () => {
    const { run, writer } = await startWriting();
    await writer.stage(batch(0, 1, 3));
    await expect(finalize(run, writer, 4)).rejects.toThrow(misused);
    await finalize(run, writer, 2);
    await expect(finalize(run, writer, 1)).rejects.toThrow(misused);
    await expect(finalize(run, writer, 2.5)).rejects.toThrow(misused);
    await finalize(run, writer, 3);
  });

  test("has no part for a replaced stream after its last", async () => {
    const { run, writer } = await startWriting("replace");
    await finalize(run, writer, 0, true);
    await expect(finalize(run, writer, 0)).rejects.toThrow(misused);
  });

  test("knows its own writers only, each once a part", async () => {
    const { writer } = await startWriting();
    const { run, writer: own } = await startWriting();
    await expect(finalize(run, writer, 0)).rejects.toThrow(misused);
    const twice = [own, own].map((one) => ({ writer: one, through: 0, complete: false }));
    await expect(run.finalize({ streams: twice, states: [], forget: [] })).rejects.toThrow(misused);
  });

  test("takes STREAM states with a stream, others without", async () => {
    const { run } = await startWriting();
    const parts = [
      { type: "STREAM", text: "{}" },
      { type: "GLOBAL", stream: { name: "a" }, text: "{}" },
    ] as const;
    for (const state of parts) {
      await expect(run.finalize({ streams: [], states: [state], forget: [] })).rejects.toThrow(misused);
      await expect(run.setStates([state])).rejects.toThrow(misused);
    }
  });

  test("writes one thing at a time; a heartbeat meanwhile is none", async () => {
    const gate = Promise.withResolvers<void>();
    let renewed = 0;
    const inner = createPlainCache();
    const run = await start(
      guardCache({
        ...inner,
        startRun: async (...args) => {
          const plain = await inner.startRun(...args);
          return Object.assign(Object.create(plain) as CacheRun, {
            id: 1,
            token: "t",
            startedAt: new Date(),
            streams: [],
            states: [],
            setStates: () => gate.promise,
            renew: async () => void renewed++,
          });
        },
      }),
    );
    const writing = run.setStates([]);
    await expect(run.finish(report)).rejects.toThrow(misused);
    await run.renew();
    expect(renewed).toBe(0);
    gate.resolve();
    await writing;
    await run.renew();
    expect(renewed).toBe(1);
  });

  test("is over after finish", async () => {
    const { run, writer } = await startWriting();
    await run.finish(report);
    const calls = [
      () => writer.stage(batch(0, 1, 1)),
      () => run.renew(),
      () => run.reject([{ reason: "broken-json", excerpt: "" }]),
      () => run.finish(report),
    ];
    for (const call of calls) await expect(call()).rejects.toThrow(misused);
  });
});

/** A memory cache without its guard. */
function createPlainCache(): Cache {
  const memory = createMemoryCache();
  return {
    contract: 1,
    name: "plain",
    supports: memory.supports,
    open: async () => {},
    startRun: (run) => memory.startRun(run),
    connections: async () => [],
    states: async () => [],
    runs: async () => [],
    dataset: (key) => memory.dataset(key),
    close: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}

function countOpens(failures = 0): { readonly cache: Cache; readonly opened: string[] } {
  const opened: string[] = [];
  const open: Cache["open"] = async ({ access = "write" } = {}) => {
    opened.push(access);
    if (opened.length <= failures) throw new Error("not yet");
  };
  return { cache: guardCache({ ...createPlainCache(), open }), opened };
}

async function start(cache: Cache = createMemoryCache()): Promise<CacheRun> {
  const holder = await currentHolder();
  return await cache.startRun({ connection: "test", connector: "c", configHash: "h", acceptChange: false, holder });
}

async function startWriting(
  mode: WriteMode = "append",
): Promise<{ readonly run: CacheRun; readonly writer: StreamWriter }> {
  const run = await start();
  const { writers } = await run.begin(begin(plan("a", mode)));
  const [writer] = writers;
  if (writer === undefined) throw new Error("no writer");
  return { run, writer };
}

function finalize(run: CacheRun, writer: StreamWriter, through: number, complete = false): Promise<unknown> {
  return run.finalize({ streams: [{ writer, through, complete }], states: [], forget: [] });
}

function begin(...streams: readonly StreamPlan[]): BeginPlan {
  return { streams, refresh: [] };
}

function plan(name: string, mode: WriteMode): StreamPlan {
  return {
    stream: { name },
    jsonSchema: {},
    mode,
    primaryKey: [],
    columns: {},
    undeclared: "add",
    onTypeChange: "widen",
    deletes: "hard",
  };
}

function batch(sequence: number, firstOrdinal: number, count: number): RecordBatch {
  return {
    sequence,
    firstOrdinal,
    count,
    byteLength: 0,
    fields: new Set<string>(),
    marks: 0,
    rawIdPrefix: "",
    *rows() {
      for (let index = 0; index < count; index++) {
        const ordinal = firstOrdinal + index;
        yield { ordinal, rawId: String(ordinal), emittedAt: 0, data: {}, changes: [] };
      }
    },
    *markedRows() {},
    *lines() {},
  };
}
