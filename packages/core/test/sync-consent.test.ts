import { describe, expect, test } from "vitest";
import type { AirbyteStream } from "../src/protocol/catalog.ts";
import { record, status, stream, streamState } from "./airbyte-message.ts";
import { SyncSession } from "./sync-session.ts";

const keyed: AirbyteStream = {
  ...stream("a", { keyed: true }),
  json_schema: { properties: { id: { type: "integer" }, language: { type: "string" } } },
};
const send = [
  ...[1, 2, 3, 4, 5].map((id) => record("a", { id, language: id < 3 ? "en" : "de" })),
  streamState("a", 5),
  status("a", "COMPLETE"),
];
const other = [record("b", { id: 1 }), streamState("b", 1), status("b", "COMPLETE")];

describe("another key", () => {
  const byLanguage = { a: { key: "language" } };

  test("is refused with the number of rows that would go, and the other streams run", async () => {
    const session = new SyncSession(keyed, stream("b"));
    await session.sync({ send: [...send, ...other] });
    const result = await session.sync({ send: other, streams: { "*": {} }, streamOptions: byLanguage });
    expect(result).toMatchObject({ outcome: "partial", error: { code: "CHANGE_NOT_ACCEPTED" } });
    expect(result.streams).toMatchObject([
      { name: "b", outcome: "ok", written: 1 },
      { name: "a", outcome: "failed", table: "test.a", error: { code: "CHANGE_NOT_ACCEPTED" } },
    ]);
    expect(result.streams[1]?.error?.message).toContain("would lose 3 of its 5 stored rows");
    expect(session.given?.catalog.streams.map((each) => each.stream.name)).toEqual(["b"]);
    expect(await session.ids("a")).toHaveLength(5);
    expect((await session.cache.runs({}))[0]?.report?.streams).toHaveLength(2);
  });

  test("is done with consent, and needs it no more afterwards", async () => {
    const session = new SyncSession(keyed);
    await session.sync({ send });
    const done = await session.sync({ send: [], streams: byLanguage, acceptChange: true, exitCode: 0 });
    expect(done.outcome).toBe("ok");
    expect(await session.ids("a")).toHaveLength(2);
    expect(await session.sync({ send: [], streams: byLanguage })).toMatchObject({ outcome: "ok" });
    expect(await session.sync({ send: [] })).toMatchObject({ outcome: "ok" });
  });

  test("needs none where no row goes, nor for a full refresh", async () => {
    const session = new SyncSession(keyed);
    await session.sync({ send: send.filter((_, index) => index === 0 || index > 3) });
    expect(await session.sync({ send: [], streams: byLanguage })).toMatchObject({ outcome: "ok" });
    await session.sync({ send });
    const again = await session.sync({ send, streams: byLanguage, fullRefresh: true });
    expect(again).toMatchObject({ outcome: "ok" });
  });

  test("that leads nowhere cannot be agreed to", async () => {
    const session = new SyncSession(keyed);
    await session.sync({ send });
    const lost = new SyncSession({ ...keyed, source_defined_primary_key: [["nope"]] });
    Object.assign(lost, { cache: session.cache });
    expect(await lost.sync({ send, acceptChange: true })).toMatchObject({
      outcome: "failed",
      streams: [{ error: { code: "KEY_NOT_FOUND" } }],
    });
    expect(await lost.ids("a")).toHaveLength(5);
  });
});

describe("another mode", () => {
  test("from append to merge is refused where rows are doubled, and nothing is read", async () => {
    const session = new SyncSession(keyed);
    for (const _run of [1, 2]) await session.sync({ send, writeMode: "append" });
    session.given = undefined;
    const result = await session.sync({ send });
    expect(result).toMatchObject({ outcome: "failed", error: { code: "CHANGE_NOT_ACCEPTED" } });
    expect(result.error?.message).toContain("would lose 5 of its 10 stored rows: it was appended");
    expect(session.given).toBeUndefined();
    expect(await session.ids("a")).toHaveLength(10);
    expect(await session.sync({ send: [], acceptChange: true })).toMatchObject({ outcome: "ok" });
    expect(await session.ids("a")).toHaveLength(5);
  });

  test.each(["append", "merge"] as const)(
    "from %s to replace is refused, also when the source wants it",
    async (mode) => {
      const session = new SyncSession(keyed);
      await session.sync({ send, writeMode: mode });
      const result = await session.sync({ send, writeMode: "replace" });
      expect(result.error?.message).toContain("would lose 5 of its 5 stored rows");
      const whole = new SyncSession({ ...keyed, supported_sync_modes: ["full_refresh"] });
      Object.assign(whole, { cache: session.cache });
      expect(await whole.sync({ send })).toMatchObject({ error: { code: "CHANGE_NOT_ACCEPTED" } });
      expect(await whole.sync({ send, acceptChange: true })).toMatchObject({ outcome: "ok" });
      expect(await whole.sync({ send })).toMatchObject({ outcome: "ok" });
    },
  );

  test("from replace or merge to append, and from replace to merge, needs no consent", async () => {
    const session = new SyncSession(keyed);
    for (const writeMode of ["replace", "append", "replace", "merge", "append"] as const)
      expect(await session.sync({ send, writeMode, acceptChange: writeMode === "replace" })).toMatchObject({
        outcome: "ok",
      });
  });
});
