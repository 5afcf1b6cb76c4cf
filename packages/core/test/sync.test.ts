import { describe, expect, test } from "vitest";
import { records, stream, streamState } from "./airbyte-message.ts";
import { createFaultyCache, type Faults } from "./faulty-cache.ts";
import { SyncSession } from "./sync-session.ts";

const atEveryState = { rows: 0, bytes: 0, seconds: 0 };
const never = { rows: Infinity, bytes: Infinity, seconds: Infinity };

describe("finalizing while reading", () => {
  test("happens at a state, cut exactly there", async () => {
    const session = new SyncSession(stream("a"));
    const seen: unknown[][] = [];
    const staged: number[][] = [];
    const stage: Faults["stage"] = (_, { firstOrdinal, count }) => void staged.push([firstOrdinal, count]);
    const cache = createFaultyCache(session.cache, { stage });
    async function* send() {
      yield* [...records("a", 1, 2), streamState("a", 2), ...records("a", 3, 4)];
      while ((await session.ids("a")).length === 0) await new Promise(setImmediate);
      seen.push(await session.ids("a"));
      yield* [streamState("a", 4)];
    }
    await session.sync({ send: send(), cache, finalizeEvery: atEveryState });
    expect(seen).toEqual([[1, 2]]);
    expect(staged).toEqual([
      [1, 2],
      [3, 2],
    ]);
    expect(await session.ids("a")).toEqual([1, 2, 3, 4]);
  });

  test("other streams are cut where their own states stand", async () => {
    const session = new SyncSession(stream("a"), stream("b"));
    const staged: string[] = [];
    const stage: Faults["stage"] = ({ name }, { firstOrdinal, count }) =>
      void staged.push(`${name} ${firstOrdinal}+${count}`);
    const send = [
      ...records("b", 1, 1),
      streamState("b", 1),
      ...records("b", 2, 2),
      ...records("a", 1, 2),
      streamState("a", 2),
    ];
    const cache = createFaultyCache(session.cache, { stage });
    await session.sync({ send, cache, finalizeEvery: { ...never, rows: 4 } });
    expect(staged).toEqual(["a 1+2", "b 1+1", "b 2+1"]);
    expect(await session.ids("b")).toEqual([1, 2]);
  });

  test("an abort ends at a clean checkpoint", async () => {
    const session = new SyncSession(stream("a"));
    const controller = new AbortController();
    function* send() {
      yield* [...records("a", 1, 2), streamState("a", 2), ...records("a", 3, 4)];
      controller.abort(new Error("ctrl-c"));
      yield* records("a", 5, 9);
    }
    const failing = session.sync({ send: send(), signal: controller.signal });
    await expect(failing).rejects.toMatchObject({
      code: "INTERRUPTED",
      cause: { message: "ctrl-c" },
      result: { outcome: "partial", streams: [{ error: { code: "INTERRUPTED" } }] },
    });
    expect(await session.ids("a")).toEqual([1, 2]);
    expect(await session.states()).toEqual([streamState("a", 2)]);
    await session.sync({ send: [...records("a", 3, 9), streamState("a", 9)] });
    expect(await session.ids("a")).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("so does an event listener that throws", async () => {
    const session = new SyncSession(stream("a"));
    const onEvent = ({ type }: { readonly type: string }): void => {
      if (type === "connector-log") throw new Error("cannot draw");
    };
    const failing = session.sync({
      send: [...records("a", 1, 2), streamState("a", 2), "a log", ...records("a", 3, 4)],
      onEvent,
    });
    await expect(failing).rejects.toMatchObject({ code: "INTERRUPTED", cause: { message: "cannot draw" } });
    expect(await session.ids("a")).toEqual([1, 2]);
  });

  test("one that throws at the very end is heard", async () => {
    const session = new SyncSession(stream("a"));
    const onEvent = ({ type }: { readonly type: string }): void => {
      if (type === "run-finished") throw new Error("cannot draw");
    };
    const failing = session.sync({ send: [...records("a", 1, 2), streamState("a", 2)], onEvent });
    await expect(failing).rejects.toMatchObject({ cause: { message: "cannot draw" }, result: { outcome: "ok" } });
    expect(await session.ids("a")).toEqual([1, 2]);
  });

  test("aborted before it reads, it leaves no lease behind", async () => {
    const session = new SyncSession(stream("a"));
    await expect(session.sync({ signal: AbortSignal.abort("no") })).rejects.toMatchObject({ code: "INTERRUPTED" });
    expect(await session.sync()).toMatchObject({ outcome: "ok" });
  });
});

describe("before anything is read", () => {
  test("an unknown stream is an error, and the lease is given back", async () => {
    const session = new SyncSession(stream("users"));
    await expect(session.sync({ streams: ["user"] })).rejects.toMatchObject({
      code: "STREAM_UNKNOWN",
      hint: "Did you mean users?",
    });
    expect(await session.sync()).toMatchObject({ outcome: "ok" });
    expect((await session.cache.runs()).map(({ report }) => report?.outcome)).toEqual(["ok", "failed"]);
  });

  test("a second run of the connection is refused while the first goes on", async () => {
    const session = new SyncSession(stream("a"));
    let refused: unknown;
    async function* send() {
      yield* records("a", 1, 1);
      refused = await session.sync({ onEvent: () => {} }).catch((error: unknown) => error);
    }
    await session.sync({ send: send() });
    expect(refused).toMatchObject({ code: "CONNECTION_BUSY" });
    expect(await session.ids("a")).toEqual([1]);
  });

  test("dataset of a stream the run did not have", async () => {
    const session = new SyncSession(stream("users"));
    const result = await session.sync({ send: records("users", 1, 2) });
    expect(await result.dataset("users").count()).toBe(2);
    await expect(result.dataset("user").count()).rejects.toMatchObject({
      code: "NOT_IN_CACHE",
      hint: "Did you mean users?",
    });
  });
});
