import { expect, test } from "vitest";
import { previewSync } from "../src/sync/preview-sync.ts";
import { createMemoryCache, createMessageSource } from "../src/testing/index.ts";
import { records, status, stream, streamState } from "./airbyte-message.ts";
import { SyncSession } from "./sync-session.ts";

const keyed = stream("a", { keyed: true });
const send = [...records("a", 1, 3), streamState("a", 3), status("a", "COMPLETE")];

function sourceOf(...streams: Parameters<typeof createMessageSource>[0]["streams"]) {
  return createMessageSource({
    streams,
    read: () => {
      throw new Error("A plan reads no records.");
    },
  });
}

test("the first sync is planned without making anything", async () => {
  const cache = createMemoryCache();
  const plan = await previewSync({ source: sourceOf(keyed), cache });
  expect(plan).toMatchObject({ connection: "test", warnings: [] });
  expect(plan.streams).toMatchObject([
    {
      name: "a",
      table: "test.a",
      exists: false,
      mode: "merge",
      syncMode: "incremental",
      outcome: "ok",
      rowsDeleted: 0,
    },
  ]);
  await expect(cache.connections()).rejects.toMatchObject({ code: "NOT_IN_CACHE" });
});

test("a change that costs rows is shown, with and without consent", async () => {
  const session = new SyncSession(keyed);
  for (const _run of [1, 2]) await session.sync({ send, writeMode: "append" });
  const options = { source: sourceOf(keyed), cache: session.cache };
  const refused = await previewSync(options);
  expect(refused.streams).toMatchObject([
    { outcome: "refused", rows: 6, rowsDeleted: 3, reason: "change", error: { code: "CHANGE_NOT_ACCEPTED" } },
  ]);
  const accepted = await previewSync({ ...options, acceptChange: true });
  expect(accepted.streams).toMatchObject([{ outcome: "ok", rowsDeleted: 3, reason: "change" }]);
  expect(await session.ids("a")).toHaveLength(6);
  expect(await session.cache.runs({})).toHaveLength(2);
});

test("what a refresh and a replace take away is counted", async () => {
  const session = new SyncSession(keyed, stream("b", { incremental: false }));
  await session.sync({ send: [...send, ...records("b", 1, 2), status("b", "COMPLETE")] });
  const options = { source: sourceOf(keyed, stream("b", { incremental: false })), cache: session.cache };
  expect((await previewSync(options)).streams).toMatchObject([
    { name: "a", rowsDeleted: 0 },
    { name: "b", rowsDeleted: 2, reason: "replace" },
  ]);
  expect((await previewSync({ ...options, fullRefresh: true })).streams[0]).toMatchObject({
    rowsDeleted: 3,
    reason: "refresh",
  });
});
