import { expect, test } from "vitest";
import { record, records, status, stream, streamState } from "./airbyte-message.ts";
import { SyncSession } from "./sync-session.ts";

const keyless = { ...stream("a"), source_defined_primary_key: [["ID"]] };
const send = [...records("a", 1, 3), streamState("a", 3), status("a", "COMPLETE")];

test("a key that leads nowhere is appended by, in every run, with a warning that names the nearest property", async () => {
  const session = new SyncSession(keyless);
  for (const run of [1, 2]) {
    const result = await session.sync({ send });
    expect(result).toMatchObject({ outcome: "ok", streams: [{ mode: "append", written: 3 }] });
    expect(result.warnings).toMatchObject([{ code: "key-not-found" }]);
    expect(result.warnings[0]?.message).toContain("Did you mean id?");
    expect(await session.ids("a")).toHaveLength(3 * run);
  }
});

test("with strict its stream fails, and the others are stored", async () => {
  const session = new SyncSession(keyless, stream("b"));
  const both = [...send, ...records("b", 1, 2), streamState("b", 2), status("b", "COMPLETE")];
  const result = await session.sync({ send: both, strict: true });
  expect(result.streams).toMatchObject([
    { name: "a", outcome: "failed", error: { code: "KEY_NOT_FOUND" } },
    { name: "b", outcome: "ok", written: 2 },
  ]);
  expect(await session.states()).toHaveLength(1);
});

test("a stream that was merged fails once its key leads nowhere", async () => {
  const session = new SyncSession(stream("a", { keyed: true }));
  await session.sync({ send });
  const renamed = { ...stream("a", { keyed: true }), json_schema: { properties: { ID: { type: "integer" } } } };
  const later = new SyncSession(renamed);
  Object.assign(later, { cache: session.cache });
  const result = await later.sync({ send: [record("a", { ID: 4 }), streamState("a", 4), status("a", "COMPLETE")] });
  expect(result).toMatchObject({ outcome: "failed", streams: [{ error: { code: "KEY_NOT_FOUND" } }] });
  expect(await later.ids("a")).toEqual([1, 2, 3]);
  expect(await later.states()).toEqual([streamState("a", 3)]);
});

test("records without a key are counted over the whole run", async () => {
  const session = new SyncSession(stream("a", { keyed: true }));
  const nothing = (): object => record("a", { id: null });
  const parts = [nothing(), streamState("a", 1), nothing(), nothing(), streamState("a", 2), status("a", "COMPLETE")];
  const result = await session.sync({ send: parts, finalizeEvery: { rows: 1 } });
  expect(result).toMatchObject({ streams: [{ outcome: "ok" }], warnings: [{ code: "null-keys" }] });
  expect(result.warnings[0]?.message).toMatch(/^3 records of a came with NULL/);
});

test("a key inside of a number leads nowhere from the beginning", async () => {
  const session = new SyncSession({ ...stream("a"), source_defined_primary_key: [["id", "deep"]] });
  const result = await session.sync({ send });
  expect(result).toMatchObject({ streams: [{ mode: "append" }], warnings: [{ code: "key-not-found" }] });
  const strict = new SyncSession({ ...stream("a"), source_defined_primary_key: [["id", "deep"]] });
  expect(await strict.sync({ send, strict: true })).toMatchObject({ streams: [{ error: { code: "KEY_NOT_FOUND" } }] });
});
