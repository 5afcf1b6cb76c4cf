import { describe, expect, test } from "vitest";
import { AirdockError } from "../src/error/airdock-error.ts";
import { globalState, record, records, stream, streamState } from "./airbyte-message.ts";
import { createFaultyCache, type Faults } from "./faulty-cache.ts";
import { SyncSession } from "./sync-session.ts";

const atEveryState = { rows: 0, bytes: 0, seconds: 0 };

describe("when rows of one stream fail in the cache", () => {
  const broken = new AirdockError("The table is locked.", { code: "TABLE_LOCKED" });
  const send = [...records("a", 1, 2), streamState("a", 2), ...records("b", 1, 2), streamState("b", 2)];

  test("while they are staged, other streams go on", async () => {
    const session = new SyncSession(stream("a"), stream("b"));
    const faults: Faults = { stage: ({ name }) => fail(name === "a" && broken) };
    const result = await session.sync({ send, cache: createFaultyCache(session.cache, faults) });
    expect(result).toMatchObject({ outcome: "partial", error: { code: "TABLE_LOCKED" } });
    expect(result.streams.map(({ error }) => error?.code)).toEqual(["TABLE_LOCKED", undefined]);
    expect([await session.ids("a"), await session.ids("b")]).toEqual([[], [1, 2]]);
    expect(await session.states()).toEqual([streamState("b", 2)]);
  });

  test("while they are finalized, other streams go on", async () => {
    const session = new SyncSession(stream("a"), stream("b"));
    const faults: Faults = {
      finalize: ({ streams }) => fail(streams.some(({ writer }) => writer.stream.name === "a") && broken),
    };
    const result = await session.sync({ send, cache: createFaultyCache(session.cache, faults) });
    expect(result.streams.map(({ error }) => error?.code)).toEqual(["TABLE_LOCKED", undefined]);
    expect(await session.ids("b")).toEqual([1, 2]);
    expect(await session.states()).toEqual([streamState("b", 2)]);
  });

  test("of a stream that is replaced, its table stays", async () => {
    const session = new SyncSession(stream("a", { incremental: false }), stream("b"));
    await session.sync({ send: records("a", 1, 1), streams: ["a"] });
    const faults: Faults = { stage: ({ name }) => fail(name === "a" && broken) };
    const options = { cache: createFaultyCache(session.cache, faults), finalizeEvery: { rows: 3 } };
    const result = await session.sync({ send: [...records("a", 2, 9), ...send], ...options });
    expect(result.streams.map(({ error }) => error?.code)).toEqual(["TABLE_LOCKED", undefined]);
    expect([await session.ids("a"), await session.ids("b")]).toEqual([[1], [1, 2]]);
  });

  test("under a GLOBAL state no later one is saved, and the run ends", async () => {
    const session = new SyncSession(stream("a"), stream("b"));
    let isLocked = false;
    const faults: Faults = { stage: ({ name }) => fail(isLocked && name === "a" && broken) };
    let pulled = 0;
    async function* global() {
      yield* [...records("a", 1, 2), ...records("b", 1, 2), globalState(1, { a: 2, b: 2 })];
      while ((await session.ids("b")).length < 2) await new Promise(setImmediate);
      isLocked = true;
      for (; pulled < 100_000; pulled++)
        yield* [...records("a", 3, 3), ...records("b", 3, 3), globalState(2, { a: 3, b: 3 })];
    }
    const result = await session.sync({
      send: global(),
      cache: createFaultyCache(session.cache, faults),
      finalizeEvery: atEveryState,
    });
    expect(pulled).toBeLessThan(100_000);
    expect(await session.states()).toEqual([globalState(1, { a: 2, b: 2 })]);
    expect([await session.ids("a"), await session.ids("b")]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(result).toMatchObject({ outcome: "partial", error: { code: "TABLE_LOCKED" } });
    expect(result.streams.map(({ outcome }) => outcome)).toEqual(["failed", "failed"]);
  });
});

describe("when another run takes the connection over", () => {
  const lost = new AirdockError("Another run has taken over.", { code: "LEASE_LOST" });

  test("a heartbeat ends the run at once", async () => {
    const session = new SyncSession(stream("a"));
    let isLost = false;
    const faults: Faults = { renew: () => fail(isLost && lost), finish: () => fail(isLost && lost) };
    async function* send() {
      yield* [...records("a", 1, 2), streamState("a", 2)];
      isLost = true;
      await new Promise(() => {});
    }
    const cache = createFaultyCache(session.cache, faults);
    const result = await session.sync({ send: send(), cache, lease: { renewEvery: 1 } });
    expect(result).toMatchObject({ outcome: "failed", error: { code: "LEASE_LOST" } });
    expect(await session.ids("a")).toEqual([]);
  });

  test("so does a finalize", async () => {
    const session = new SyncSession(stream("a"), stream("b"));
    let calls = 0;
    const cache = createFaultyCache(session.cache, { finalize: () => fail(++calls > 0 && lost) });
    const send = [...records("a", 1, 2), streamState("a", 2), ...records("b", 1, 2), streamState("b", 2)];
    const result = await session.sync({ send, cache });
    expect(result.error?.code).toBe("LEASE_LOST");
    expect(calls).toBe(1);
  });

  test("a heartbeat that fails otherwise is only mentioned", async () => {
    const session = new SyncSession(stream("a"));
    const beat = Promise.withResolvers<void>();
    const renew = (): void => {
      beat.resolve();
      throw new Error("hiccup");
    };
    async function* send() {
      yield* records("a", 1, 1);
      await beat.promise;
      yield streamState("a", 1);
    }
    const result = await session.sync({
      send: send(),
      cache: createFaultyCache(session.cache, { renew }),
      lease: { renewEvery: 1 },
    });
    expect(result).toMatchObject({ outcome: "ok", warnings: [{ code: "heartbeat-failed" }] });
  });
});

describe("records that the cache rejects", () => {
  const send = [...records("a", 1, 2), streamState("a", 2)];
  const faults: Faults = {
    report: ({ streams }) => ({
      streams: streams.map((done) => ({ ...done, rejected: 1, written: done.written - 1 })),
    }),
  };

  test("are counted and reported", async () => {
    const session = new SyncSession(stream("a"));
    const result = await session.sync({ send, cache: createFaultyCache(session.cache, faults) });
    expect(result).toMatchObject({ outcome: "ok", streams: [{ written: 1, rejected: 1 }] });
    expect(result.rejected).toEqual([{ reason: "key-too-long", count: 1 }]);
  });

  test("end a strict run", async () => {
    const session = new SyncSession(stream("a"));
    const result = await session.sync({ send, cache: createFaultyCache(session.cache, faults), strict: true });
    expect(result.error?.code).toBe("STRICT_VIOLATED");
  });
});

test("a column that kept its type is warned of", async () => {
  const session = new SyncSession(stream("a"));
  const report: Faults["report"] = ({ streams }) => ({
    streams: streams.map((done) => ({ ...done, keptColumns: ["age"] })),
  });
  const send = [...records("a", 1, 2), streamState("a", 2)];
  const { warnings } = await session.sync({ send, cache: createFaultyCache(session.cache, { report }) });
  expect(warnings).toMatchObject([
    { code: "columns-kept", message: expect.stringContaining("Column age keeps its type in a") },
  ]);
});

test("a cache that asks to gather more is heard", async () => {
  const session = new SyncSession(stream("a"));
  let finalized = 0;
  const report: Faults["report"] = (done) => {
    finalized++;
    return { ...done, pause: 60_000 };
  };
  async function* send() {
    yield* [...records("a", 1, 1), streamState("a", 1)];
    while (finalized === 0) await new Promise(setImmediate);
    for (let id = 2; id <= 50; id++) yield* [...records("a", id, id), streamState("a", id)];
  }
  await session.sync({
    send: send(),
    cache: createFaultyCache(session.cache, { report }),
    finalizeEvery: atEveryState,
  });
  expect(finalized).toBe(2);
  expect(await session.ids("a")).toHaveLength(50);
});

test("a cache that fails to begin fails the sync, and gives the lease back", async () => {
  const session = new SyncSession(stream("a"));
  const cache = createFaultyCache(session.cache, { begin: () => fail(new Error("no disk")) });
  await expect(session.sync({ cache })).rejects.toMatchObject({ code: "CACHE_FAILED" });
  expect(await session.sync()).toMatchObject({ outcome: "ok" });
});

test("a report that cannot be kept is an error of the cache", async () => {
  const session = new SyncSession(stream("a"));
  const cache = createFaultyCache(session.cache, { finish: () => fail(new Error("no disk")) });
  const result = await session.sync({ send: [...records("a", 1, 1), streamState("a", 1)], cache });
  expect(result).toMatchObject({
    outcome: "partial",
    error: { code: "CACHE_FAILED" },
    streams: [{ outcome: "ok", written: 1 }],
  });
});

test("a slow cache makes the source wait", async () => {
  const session = new SyncSession(stream("a"));
  const text = "x".repeat(100_000);
  let pulled = 0;
  function* send() {
    for (; pulled < 600; pulled++) yield record("a", { id: pulled, text });
  }
  const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const stage = (): Promise<void> => {
    reached.resolve();
    return gate.promise;
  };
  const syncing = session.sync({ send: send(), cache: createFaultyCache(session.cache, { stage }) });
  await reached.promise;
  for (let before = -1, still = 0; still < 100; still = before === pulled ? still + 1 : 0) {
    before = pulled;
    await new Promise(setImmediate);
  }
  expect(pulled).toBeLessThan(400);
  gate.resolve();
  expect(await syncing).toMatchObject({ outcome: "ok", streams: [{ written: 600 }] });
});

/** Throws the fault, if there is one. */
function fail(fault: false | Error): void {
  if (fault !== false) throw fault;
}

test("rows that cannot be staged since another run removed them say LEASE_LOST", async () => {
  const gone = new AirdockError("Records cannot be staged: ENOENT.", { code: "DISK_UNWRITABLE" });
  const lost = new AirdockError("Another run has taken over connection c.", { code: "LEASE_LOST" });
  const send = [...records("a", 1, 2), streamState("a", 2)];
  for (const [renew, code] of [
    [() => fail(lost), "LEASE_LOST"],
    [() => undefined, "DISK_UNWRITABLE"],
  ] as const) {
    for (const faults of [
      { stage: () => fail(gone), renew },
      { finalize: () => fail(gone), renew },
    ]) {
      const session = new SyncSession(stream("a"));
      const result = await session.sync({ send, cache: createFaultyCache(session.cache, faults) });
      expect(result.error?.code).toBe(code);
    }
  }
});
