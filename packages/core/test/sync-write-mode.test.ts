import { describe, expect, test } from "vitest";
import { record, records, status, stream, streamState } from "./airbyte-message.ts";
import { SyncSession } from "./sync-session.ts";

describe("append", () => {
  test("rows of every run stay; the next run gets the last state back", async () => {
    const session = new SyncSession(stream("a"));
    const first = await session.sync({
      send: [...records("a", 1, 3), streamState("a", { at: 3 }), status("a", "COMPLETE")],
    });
    expect(first).toMatchObject({ outcome: "ok", streams: [{ mode: "append", read: 3, written: 3, states: 1 }] });
    expect(session.given?.states).toEqual([]);
    await session.sync({ send: [...records("a", 4, 5), streamState("a", { at: 5 }), status("a", "COMPLETE")] });
    expect(session.given?.states.map((text) => JSON.parse(text).stream.stream_state)).toEqual([{ at: 3 }]);
    expect(await session.ids("a")).toEqual([1, 2, 3, 4, 5]);
    expect(await session.states()).toEqual([streamState("a", { at: 5 })]);
  });

  test("a connector that dies keeps what its states earned", async () => {
    const session = new SyncSession(stream("a"), stream("b"));
    const send = [...records("a", 1, 3), streamState("a", 3), ...records("a", 4, 9), ...records("b", 1, 2)];
    const result = await session.sync({ send, exitCode: 1 });
    expect(result).toMatchObject({ outcome: "partial", error: { code: "SYNC_PARTIAL" } });
    expect(result.streams.map(({ outcome, written }) => [outcome, written])).toEqual([
      ["failed", 3],
      ["failed", 0],
    ]);
    expect(await session.ids("a")).toEqual([1, 2, 3]);
    expect(await session.ids("b")).toEqual([]);
  });

  test("rows after the last state are kept at success, and mentioned", async () => {
    const session = new SyncSession(stream("a"));
    const result = await session.sync({ send: [streamState("a", 0), ...records("a", 1, 2), status("a", "COMPLETE")] });
    expect(await session.ids("a")).toEqual([1, 2]);
    expect(result.warnings.map(({ code }) => code)).toEqual(["rows-without-state"]);
  });

  test("or dropped, if so wished", async () => {
    const session = new SyncSession(stream("a"));
    const send = [...records("a", 1, 2), streamState("a", 2), ...records("a", 3, 4), status("a", "COMPLETE")];
    const result = await session.sync({ send, streams: { a: { trailing: "discard" } } });
    expect(await session.ids("a")).toEqual([1, 2]);
    expect(result).toMatchObject({ outcome: "ok", warnings: [{ code: "rows-discarded" }] });
  });

  test("a state after COMPLETE is saved", async () => {
    const session = new SyncSession(stream("a"));
    await session.sync({ send: [...records("a", 1, 2), status("a", "COMPLETE"), streamState("a", "late")] });
    expect(await session.states()).toEqual([streamState("a", "late")]);
  });
});

describe("replace", () => {
  const plain = stream("a", { incremental: false });

  test("the new rows take the place of the old ones; the source starts without state", async () => {
    const session = new SyncSession(plain);
    await session.sync({ send: [...records("a", 1, 3), streamState("a", 1), status("a", "COMPLETE")] });
    await session.sync({ send: [...records("a", 7, 8), status("a", "COMPLETE")] });
    expect(session.given?.states).toEqual([]);
    expect(session.given?.catalog.streams[0]).toMatchObject({
      sync_mode: "full_refresh",
      destination_sync_mode: "overwrite",
    });
    expect(await session.ids("a")).toEqual([7, 8]);
  });

  test("no records of a successful stream make an empty table", async () => {
    const session = new SyncSession(plain);
    await session.sync({ send: records("a", 1, 3) });
    await session.sync({ send: [] });
    expect(await session.ids("a")).toEqual([]);
  });

  test("a failed run leaves the old table, and saves no state", async () => {
    const session = new SyncSession(plain);
    await session.sync({ send: [...records("a", 1, 3), streamState("a", "old")] });
    const result = await session.sync({ send: [...records("a", 7, 8), streamState("a", "new")], exitCode: 1 });
    expect(result).toMatchObject({ outcome: "failed", error: { code: "SYNC_FAILED" }, streams: [{ written: 0 }] });
    expect(await session.ids("a")).toEqual([1, 2, 3]);
    expect(await session.states()).toEqual([streamState("a", "old")]);
  });

  test("much is moved out of staging before the swap, unseen", async () => {
    const session = new SyncSession(plain);
    await session.sync({ send: records("a", 1, 3) });
    const seen: unknown[] = [];
    async function* send() {
      yield* records("a", 11, 20);
      yield streamState("a", 1);
      yield* records("a", 21, 30);
      seen.push(...(await session.ids("a")));
    }
    const result = await session.sync({ send: send(), finalizeEvery: { rows: 5 } });
    expect(seen).toEqual([1, 2, 3]);
    expect(session.eventsOf("rows-finalized").filter(({ complete }) => !complete).length).toBeGreaterThan(0);
    expect(result.streams[0]).toMatchObject({ written: 20, outcome: "ok" });
    expect(await session.ids("a")).toHaveLength(20);
  });

  test("nothing is moved once the swap is due", async () => {
    const session = new SyncSession(plain, stream("b"));
    const chunk = [...records("a", 1, 20), status("a", "COMPLETE")]
      .map((message) => JSON.stringify(message))
      .join("\n");
    async function* send() {
      yield chunk;
      yield* records("b", 1, 1);
      while ((await session.ids("a")).length < 20) await new Promise(setImmediate);
      yield* [...records("b", 2, 9), status("b", "COMPLETE")];
    }
    const result = await session.sync({ send: send(), finalizeEvery: { rows: 5 } });
    expect(result).toMatchObject({ outcome: "ok", streams: [{ written: 20 }, { written: 9 }] });
    expect(session.eventsOf("rows-finalized").map(({ complete }) => complete)).toEqual([true, true]);
  });

  test("records after COMPLETE fail the stream, since its table is replaced by then", async () => {
    const session = new SyncSession(plain);
    async function* send() {
      yield* [...records("a", 1, 2), status("a", "COMPLETE")];
      while ((await session.ids("a")).length < 2) await new Promise(setImmediate);
      yield* records("a", 3, 3);
    }
    const result = await session.sync({ send: send(), finalizeEvery: { rows: 1 } });
    expect(result.streams[0]).toMatchObject({ outcome: "failed", error: { code: "PROTOCOL_VIOLATED" } });
    expect(await session.ids("a")).toEqual([1, 2]);
  });
});

test("merge keeps the newest row of each key", async () => {
  const session = new SyncSession(stream("a", { keyed: true }));
  await session.sync({
    send: [
      record("a", { id: 1, n: 1 }),
      record("a", { id: 2, n: 1 }),
      record("a", { id: 1, n: 2 }),
      streamState("a", 1),
    ],
  });
  await session.sync({ send: [record("a", { id: 2, n: 3 }), record("a", { id: 3, n: 3 }), streamState("a", 2)] });
  const rows: unknown[] = [];
  for await (const { id, n } of session.cache.dataset({ connection: "test", stream: { name: "a" } }).rows())
    rows.push([id, n]);
  expect(rows).toEqual([
    [1, 2],
    [2, 3],
    [3, 3],
  ]);
});

describe("a full refresh", () => {
  test("starts without state; older rows go at success", async () => {
    const session = new SyncSession(stream("a"));
    await session.sync({ send: [...records("a", 1, 3), streamState("a", 3)] });
    await session.sync({
      send: [...records("a", 1, 2), streamState("a", 2), status("a", "STARTED")],
      fullRefresh: true,
      exitCode: 1,
    });
    expect(session.given?.states).toEqual([]);
    expect(session.given?.catalog.streams[0]).toMatchObject({ generation_id: 1, minimum_generation_id: 1 });
    expect(await session.ids("a")).toEqual([1, 2, 3, 1, 2]);
    await session.sync({ send: [...records("a", 3, 4), streamState("a", 4), status("a", "COMPLETE")] });
    expect(session.given?.states).toHaveLength(1);
    expect(session.given?.catalog.streams[0]).toMatchObject({ generation_id: 1, minimum_generation_id: 1 });
    expect(await session.ids("a")).toEqual([1, 2, 3, 4]);
  });

  test("can keep the older rows", async () => {
    const session = new SyncSession(stream("a"));
    await session.sync({ send: [...records("a", 1, 3), streamState("a", 3)] });
    await session.sync({ send: [...records("a", 1, 1), streamState("a", 1)], fullRefresh: "keep" });
    expect(await session.ids("a")).toEqual([1, 2, 3, 1]);
    expect(session.given?.catalog.streams[0]).toMatchObject({ generation_id: 1, minimum_generation_id: 0 });
  });

  test("is what replace becoming append starts as", async () => {
    const session = new SyncSession(stream("a"));
    await session.sync({ send: [...records("a", 1, 3), streamState("a", 3)], writeMode: "replace" });
    await session.sync({ send: [...records("a", 1, 4), streamState("a", 4)], writeMode: "append" });
    expect(session.given?.states).toEqual([]);
    expect(await session.ids("a")).toEqual([1, 2, 3, 4]);
  });
});

describe("full_refresh into append", () => {
  const whole = stream("a", { incremental: false });
  const streams = { a: { mode: "append" } } as const;

  test("goes on from its state while it is unfinished; success ends the use of the state", async () => {
    const session = new SyncSession(whole);
    await session.sync({
      streams,
      send: [status("a", "STARTED"), ...records("a", 1, 2), streamState("a", { page: 2 })],
      exitCode: 1,
    });
    await session.sync({
      streams,
      send: [
        ...records("a", 3, 4),
        streamState("a", { __ab_full_refresh_sync_complete: true }),
        status("a", "COMPLETE"),
      ],
    });
    expect(session.given?.states.map((text) => JSON.parse(text).stream.stream_state)).toEqual([{ page: 2 }]);
    expect(await session.states()).toEqual([]);
    await session.sync({ streams, send: [...records("a", 1, 4), status("a", "COMPLETE"), streamState("a", "late")] });
    expect(session.given?.states).toEqual([]);
    expect(await session.states()).toEqual([]);
    expect(await session.ids("a")).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
  });
});

describe("another config", () => {
  const first = { send: [...records("a", 1, 2), ...records("b", 1, 1), streamState("a", 2), streamState("b", 1)] };

  test("is refused while a state is stored", async () => {
    const session = new SyncSession(stream("a"), stream("b"));
    await session.sync(first);
    await expect(session.sync({ configHash: "other" })).rejects.toMatchObject({ code: "CONNECTION_CHANGED" });
  });

  test("can be accepted: the state goes on", async () => {
    const session = new SyncSession(stream("a"), stream("b"));
    await session.sync(first);
    await session.sync({ configHash: "other", acceptChange: true });
    expect(session.given?.states).toHaveLength(2);
  });

  test("with a full refresh nothing of the old states is used, of streams that are left out neither", async () => {
    const session = new SyncSession(stream("a"), stream("b"));
    await session.sync(first);
    await session.sync({
      configHash: "other",
      fullRefresh: true,
      streams: ["a"],
      send: [...records("a", 7, 7), streamState("a", 7)],
    });
    expect(session.given?.states).toEqual([]);
    await session.sync({ configHash: "other", send: [...records("b", 8, 8), streamState("b", 8)] });
    expect(session.given?.states.map((text) => JSON.parse(text).stream.stream_state)).toEqual([7]);
    expect([await session.ids("a"), await session.ids("b")]).toEqual([[7], [8]]);
  });
});
