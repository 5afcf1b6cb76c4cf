import { describe, expect, test } from "vitest";
import { globalState, legacyState, record, records, status, stream, streamState, traceError } from "./airbyte-message.ts";
import { SyncSession } from "./sync-session.ts";

const atEveryState = { rows: 0, bytes: 0, seconds: 0 };

describe("append", () => {
  test("rows of every run stay; the next run gets the last state back", async () => {
    const session = new SyncSession(stream("a"));
    const first = await session.sync({ send: [...records("a", 1, 3), streamState("a", { at: 3 }), status("a", "COMPLETE")] });
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
    expect(result.streams.map(({ outcome, written }) => [outcome, written])).toEqual([["failed", 3], ["failed", 0]]);
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
    expect(session.given?.catalog.streams[0]).toMatchObject({ sync_mode: "full_refresh", destination_sync_mode: "overwrite" });
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

  test("records after COMPLETE fail the stream, since its table is replaced by then", async () => {
    const session = new SyncSession(plain);
    async function* send() {
      yield* [...records("a", 1, 2), status("a", "COMPLETE")];
      while ((await session.ids("a")).length < 2) await new Promise(setImmediate);
      yield* records("a", 3, 3);
    }
    const result = await session.sync({ send: send() });
    expect(result.streams[0]).toMatchObject({ outcome: "failed", error: { code: "PROTOCOL_VIOLATED" } });
    expect(await session.ids("a")).toEqual([1, 2]);
  });
});

test("merge keeps the newest row of each key", async () => {
  const session = new SyncSession(stream("a", { keyed: true }));
  await session.sync({ send: [record("a", { id: 1, n: 1 }), record("a", { id: 2, n: 1 }), record("a", { id: 1, n: 2 }), streamState("a", 1)] });
  await session.sync({ send: [record("a", { id: 2, n: 3 }), record("a", { id: 3, n: 3 }), streamState("a", 2)] });
  const rows: unknown[] = [];
  for await (const { id, n } of session.cache.dataset({ connection: "test", stream: { name: "a" } }).rows()) rows.push([id, n]);
  expect(rows).toEqual([[1, 2], [2, 3], [3, 3]]);
});

describe("one state for all streams", () => {
  const streams = [stream("a"), stream("b"), stream("c", { incremental: false })];

  test("GLOBAL is saved with the rows of all streams before it, and does not wait for replaced ones", async () => {
    const session = new SyncSession(...streams);
    const send = [...records("a", 1, 2), ...records("b", 1, 1), ...records("c", 1, 1), globalState("x", { a: 2, b: 1, c: 1 }), ...records("b", 2, 9)];
    const result = await session.sync({ send, exitCode: 1 });
    expect([await session.ids("a"), await session.ids("b"), await session.ids("c")]).toEqual([[1, 2], [1], []]);
    expect(result).toMatchObject({ outcome: "partial", streams: [{ states: 1 }, { states: 1 }, {}] });
    await session.sync({ send: [] });
    expect(session.given?.states.map((text) => JSON.parse(text))).toEqual([
      (globalState("x", { a: 2, b: 1 }) as { state: object }).state,
    ]);
  });

  test("when rows of one stream are lost, nothing after the last saved state is kept of the others", async () => {
    const session = new SyncSession(...streams);
    const send = [
      ...records("a", 1, 2),
      globalState("x", { a: 2 }),
      ...records("a", 3, 4),
      ...records("b", 1, 2),
      traceError("no more b", "b"),
      ...["a", "b", "c"].map((name) => status(name, name === "b" ? "INCOMPLETE" : "COMPLETE")),
    ];
    const result = await session.sync({ send });
    expect(await session.ids("a")).toEqual([1, 2]);
    expect(result.streams.map(({ outcome, error }) => [outcome, error?.code])).toEqual([
      ["failed", "STREAM_FAILED"],
      ["failed", "CONNECTOR_FAILED"],
      ["ok", undefined],
    ]);
  });

  test("LEGACY is kept as it was sent", async () => {
    const session = new SyncSession(...streams);
    const text = '{"type":"STATE", "state":{"data":{"a":1.0,"n":12345678901234567890}}}';
    await session.sync({ send: [...records("a", 1, 2), text] });
    expect((await session.cache.states("test")).map((state) => state.text)).toEqual([text]);
    await session.sync({ send: [legacyState({ a: 2 })] });
    expect(session.given?.states).toEqual(['{"data":{"a":1.0,"n":12345678901234567890}}']);
  });

  test("a stream that was missing is read again from its beginning when it returns", async () => {
    const session = new SyncSession(stream("a"), stream("b"));
    await session.sync({ send: [...records("a", 1, 2), ...records("b", 1, 2), globalState("x", { a: 2, b: 2 })] });
    await session.sync({ send: [...records("a", 3, 3), globalState("y", { a: 3, b: 2 })], streams: ["a"] });
    await session.sync({ send: [...records("b", 1, 3), globalState("z", { a: 3, b: 3 })] });
    expect(session.given?.states.map((text) => JSON.parse(text).global.stream_states)).toEqual([
      [{ stream_descriptor: { name: "a" }, stream_state: 3 }],
    ]);
    expect(await session.ids("b")).toEqual([1, 2, 3]);
    expect(await session.ids("a")).toEqual([1, 2, 3]);
  });
});

describe("a full refresh", () => {
  test("starts without state; older rows go at success", async () => {
    const session = new SyncSession(stream("a"));
    await session.sync({ send: [...records("a", 1, 3), streamState("a", 3)] });
    await session.sync({ send: [...records("a", 1, 2), streamState("a", 2), status("a", "STARTED")], fullRefresh: true, exitCode: 1 });
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
    await session.sync({ streams, send: [status("a", "STARTED"), ...records("a", 1, 2), streamState("a", { page: 2 })], exitCode: 1 });
    await session.sync({ streams, send: [...records("a", 3, 4), streamState("a", { __ab_full_refresh_sync_complete: true }), status("a", "COMPLETE")] });
    expect(session.given?.states.map((text) => JSON.parse(text).stream.stream_state)).toEqual([{ page: 2 }]);
    expect(await session.states()).toEqual([]);
    await session.sync({ streams, send: [...records("a", 1, 4), status("a", "COMPLETE"), streamState("a", "late")] });
    expect(session.given?.states).toEqual([]);
    expect(await session.states()).toEqual([]);
    expect(await session.ids("a")).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
  });
});

describe("success and failure", () => {
  test("a TRACE ERROR fails its stream even at exit 0; what its states earned stays", async () => {
    const session = new SyncSession(stream("a"), stream("b"));
    const send = [
      ...records("a", 1, 2),
      traceError("the API is gone", "a", { internal_message: "503", failure_type: "transient_error" }),
      streamState("a", 2),
      status("a", "COMPLETE"),
      ...records("b", 1, 1),
      streamState("b", 1),
      status("b", "COMPLETE"),
    ];
    const result = await session.sync({ send });
    expect(result.outcome).toBe("partial");
    expect(result.streams[0]?.error).toEqual({
      code: "CONNECTOR_FAILED",
      message: "the API is gone",
      cause: "503",
      hint: "Try again later.",
      retryable: true,
    });
    expect([await session.ids("a"), await session.ids("b")]).toEqual([[1, 2], [1]]);
  });

  test("a stream without any message fails while others had statuses", async () => {
    const session = new SyncSession(stream("a"), stream("b", { incremental: false }));
    const result = await session.sync({ send: [status("a", "COMPLETE")] });
    expect(result.streams.map(({ error }) => error?.code)).toEqual([undefined, "STREAM_FAILED"]);
  });

  test("all streams complete, and then the connector fails", async () => {
    const session = new SyncSession(stream("a"));
    const result = await session.sync({ send: [...records("a", 1, 1), status("a", "COMPLETE")], exitCode: 3 });
    expect(result).toMatchObject({ outcome: "partial", streams: [{ outcome: "ok" }], error: { code: "SYNC_PARTIAL" } });
  });

  test("it rejects with the result, unless told otherwise", async () => {
    const session = new SyncSession(stream("a"));
    const failing = session.sync({ send: [...records("a", 1, 1)], exitCode: 1, reject: true });
    await expect(failing).rejects.toMatchObject({ name: "SyncError", code: "SYNC_FAILED", result: { outcome: "failed", run: 1 } });
  });
});

describe("what cannot be stored", () => {
  const odd = [
    record("a", { id: 1 }),
    record("nobody", { id: 1 }),
    '{"type":"RECORD","record":{"stream":"a","emitted_at":1}}',
    '{"type":"RECORD","record":{"stream":"a","data":[1],"emitted_at":1}}',
    '{"type":"RECORD","record":{"stream":"a","data":{"id":',
    "just a line of text",
    record("a", { id: 2 }),
    streamState("a", 2),
    status("a", "COMPLETE"),
  ];

  test("is counted, reported and kept in part", async () => {
    const session = new SyncSession(stream("a"));
    const result = await session.sync({ send: odd });
    expect(result.outcome).toBe("ok");
    expect(await session.ids("a")).toEqual([1, 2]);
    expect(result.rejected).toEqual([
      { reason: "unknown-stream", count: 1 },
      { reason: "record-without-data", count: 1 },
      { reason: "data-not-an-object", count: 1 },
      { reason: "broken-json", count: 1 },
    ]);
    expect(session.cache.rejected.map(({ reason }) => reason)).toEqual(result.rejected.map(({ reason }) => reason));
    expect(session.eventsOf("record-rejected")).toHaveLength(4);
    expect(session.eventsOf("connector-log")).toMatchObject([{ level: "INFO", message: "just a line of text" }]);
  });

  test("with strict the first one ends the run: no later state is saved", async () => {
    const session = new SyncSession(stream("a"));
    const send = [record("a", { id: 1 }), streamState("a", 1), ...odd];
    const result = await session.sync({ send, strict: true });
    expect(result.error?.code).toBe("STRICT_VIOLATED");
    expect(await session.states()).toEqual([streamState("a", 1)]);
    expect(await session.ids("a")).toEqual([1]);
  });

  test("a state that counts other records is mentioned; with strict it ends the run", async () => {
    const send = [...records("a", 1, 2), streamState("a", 2, 2), ...records("a", 3, 4), streamState("a", 4, 3), globalState(1, {}, 4)];
    const session = new SyncSession(stream("a"));
    const result = await session.sync({ send });
    expect(result.warnings.map(({ code }) => code)).toEqual(["record-count-differs"]);
    const strict = new SyncSession(stream("a"));
    expect((await strict.sync({ send, strict: true })).error?.code).toBe("STRICT_VIOLATED");
    expect(await strict.states()).toEqual([streamState("a", 2, 2)]);
  });
});

describe("finalizing while reading", () => {
  test("happens at a state, cut exactly there", async () => {
    const session = new SyncSession(stream("a"));
    const seen: unknown[][] = [];
    async function* send() {
      yield* [...records("a", 1, 2), streamState("a", 2), ...records("a", 3, 4)];
      while ((await session.ids("a")).length === 0) await new Promise(setImmediate);
      seen.push(await session.ids("a"));
      yield* [streamState("a", 4)];
    }
    await session.sync({ send: send(), finalizeEvery: atEveryState });
    expect(seen).toEqual([[1, 2]]);
    expect(await session.ids("a")).toEqual([1, 2, 3, 4]);
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
    await expect(failing).rejects.toMatchObject({ code: "INTERRUPTED", cause: { message: "ctrl-c" }, result: { outcome: "partial" } });
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
    const failing = session.sync({ send: [...records("a", 1, 2), streamState("a", 2), "a log", ...records("a", 3, 4)], onEvent });
    await expect(failing).rejects.toMatchObject({ code: "INTERRUPTED", cause: { message: "cannot draw" } });
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
    await expect(session.sync({ streams: ["user"] })).rejects.toMatchObject({ code: "STREAM_UNKNOWN", hint: "Did you mean users?" });
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
    await expect(result.dataset("user").count()).rejects.toMatchObject({ code: "NOT_IN_CACHE", hint: "Did you mean users?" });
  });
});
