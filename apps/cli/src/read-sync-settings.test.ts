import { expect, test } from "vitest";
import { readSyncSettings } from "./read-sync-settings.ts";
import type { SourceTarget } from "./source-target.ts";

function target(settings: SourceTarget["settings"]): SourceTarget {
  return { reference: "x", project: { folder: "/", env: {} }, settings, readConfig: () => ({}) };
}

const configured = { users: { mode: "append" }, orders: {}, "*": { undeclared: "ignore" } } as const;

test("the config file alone", () => {
  expect(readSyncSettings({}, target({ streams: configured, writeMode: "append", stallAfter: 60 }))).toMatchObject({
    streams: configured,
    streamOptions: {},
    writeMode: "append",
    stallAfter: 60_000,
    fullRefresh: false,
  });
});

test("the command line goes before the config file, option by option", () => {
  const flags = { streamOption: ["users.key=id", "*.deletes=soft"], writeMode: "merge", stallAfter: "15m" };
  expect(readSyncSettings(flags, target({ streams: configured, writeMode: "append", stallAfter: 60 }))).toMatchObject({
    streams: ["users", "orders"],
    streamOptions: {
      users: { mode: "append", key: "id" },
      orders: {},
      "*": { undeclared: "ignore", deletes: "soft" },
    },
    writeMode: "merge",
    stallAfter: 900_000,
  });
});

test("how often rows become visible: the command line goes before the config file", () => {
  const settings = { checkpointEvery: "10000rows,30s" };
  expect(readSyncSettings({}, target(settings)).finalizeEvery).toEqual({ rows: 10_000, seconds: 30 });
  expect(readSyncSettings({ checkpointEvery: "500ms" }, target(settings)).finalizeEvery).toEqual({ seconds: 0.5 });
  expect(readSyncSettings({}, target({}))).not.toHaveProperty("finalizeEvery");
  expect(() => readSyncSettings({}, target({ checkpointEvery: "often" }))).toThrow(/^checkpointEvery often says no/);
});

test("names on the command line choose, and the config file still says how they are read", () => {
  const settings = readSyncSettings({ streams: "users, items" }, target({ streams: configured }));
  expect(settings.streams).toBe("users, items");
  expect(settings.streamOptions).toMatchObject({ users: { mode: "append" } });
  expect(readSyncSettings({}, target({ streams: ["a"] })).streams).toEqual(["a"]);
  expect(
    readSyncSettings({ streamOption: ["a.mode=append"] }, target({ streams: { "*": {} } })).streams,
  ).toBeUndefined();
});
