import { describe, expect, test } from "vitest";
import { globalState, legacyState, status, stream, streamState, traceError, records } from "./airbyte-message.ts";
import { SyncSession } from "./sync-session.ts";

describe("one state for all streams", () => {
  const streams = [stream("a"), stream("b"), stream("c", { incremental: false })];

  test("GLOBAL is saved with the rows of all streams before it, and does not wait for replaced ones", async () => {
    const session = new SyncSession(...streams);
    const send = [
      ...records("a", 1, 2),
      ...records("b", 1, 1),
      ...records("c", 1, 1),
      globalState("x", { a: 2, b: 1, c: 1 }),
      ...records("b", 2, 9),
    ];
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

  test("a run of replaced streams alone leaves the state of the others", async () => {
    const session = new SyncSession(...streams);
    const state = globalState("x", { a: 2, b: 1 });
    await session.sync({ send: [...records("a", 1, 2), ...records("b", 1, 1), state] });
    const send = [...records("c", 1, 1), streamState("c", 1), status("c", "COMPLETE")];
    await session.sync({ send, streams: ["c"] });
    expect(session.given?.states).toEqual([]);
    expect((await session.cache.states("test")).map(({ type, text }) => [type, JSON.parse(text)])).toEqual([
      ["GLOBAL", state],
    ]);
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
      cause: expect.stringContaining("503"),
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
    await expect(failing).rejects.toMatchObject({
      name: "SyncError",
      code: "SYNC_FAILED",
      result: { outcome: "failed", run: 1 },
    });
  });
});
