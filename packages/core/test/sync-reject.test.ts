import { describe, expect, test } from "vitest";
import { globalState, record, status, stream, streamState, records } from "./airbyte-message.ts";
import { SyncSession } from "./sync-session.ts";

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

  test("what follows in the same piece of the pipe no longer counts", async () => {
    const session = new SyncSession(stream("a"));
    const lines = odd.map((message) => (typeof message === "string" ? message : JSON.stringify(message)));
    const result = await session.sync({ send: [lines.join("\n")], strict: true });
    expect(result.rejected).toEqual([{ reason: "unknown-stream", count: 1 }]);
    expect(await session.states()).toEqual([]);
  });

  test("states that count right are fine with strict", async () => {
    const session = new SyncSession(stream("a"));
    const send = [
      ...records("a", 1, 2),
      streamState("a", 2, 2),
      ...records("a", 3, 5),
      streamState("a", 5, 3),
      globalState(1, {}, 5),
    ];
    expect(await session.sync({ send, strict: true })).toMatchObject({ outcome: "ok", warnings: [] });
  });

  test("a state that counts other records is mentioned; with strict it ends the run", async () => {
    const send = [
      ...records("a", 1, 2),
      streamState("a", 2, 2),
      ...records("a", 3, 4),
      streamState("a", 4, 3),
      globalState(1, {}, 4),
    ];
    const session = new SyncSession(stream("a"));
    const result = await session.sync({ send });
    expect(result.warnings.map(({ code }) => code)).toEqual(["record-count-differs"]);
    const strict = new SyncSession(stream("a"));
    expect((await strict.sync({ send, strict: true })).error?.code).toBe("STRICT_VIOLATED");
    expect(await strict.states()).toEqual([streamState("a", 2, 2)]);
  });
});

test("records of a stream nobody reads are named, and cost little", async () => {
  const session = new SyncSession(stream("a"));
  const send = Array.from({ length: 20_000 }, (_, id) => record("nobody", { id }));
  const begin = performance.now();
  const result = await session.sync({ send: [...send, streamState("a", 1), status("a", "COMPLETE")] });
  expect(performance.now() - begin).toBeLessThan(20_000);
  expect(result.rejected).toEqual([{ reason: "unknown-stream", count: 20_000 }]);
  expect(result.warnings).toMatchObject([{ code: "unknown-stream", message: expect.stringContaining("nobody") }]);
  expect(session.cache.rejected).toHaveLength(100);
});
