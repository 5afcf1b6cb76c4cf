import { expect, test } from "vitest";
import { parseExact, printExact } from "../protocol/exact-json.ts";
import type { JsonObject } from "../protocol/json.ts";
import { applyChanges, diffConfig } from "./config-change.ts";

const base = { account: "acme", credentials: { refresh_token: "old", client: "c" }, streams: [{ name: "a" }] };

test("finds what changed, by path, and nothing else", () => {
  const changes = diffConfig(base, {
    account: "acme",
    credentials: { refresh_token: "new", client: "c", access_token: "given" },
    streams: [{ name: "a" }, { name: "b" }],
    start_date: "2020-01-01",
  });
  expect(changes.map(({ path }) => path.join("."))).toEqual([
    "credentials.refresh_token",
    "credentials.access_token",
    "streams",
    "start_date",
  ]);
});

test("does not take a key that is left out for a removal", () => {
  expect(diffConfig(base, { account: "acme" })).toEqual([]);
});

test("applied to the same base, gives the connector's config", () => {
  const updated = { ...base, credentials: { refresh_token: "new", client: "c" }, added: { deep: true } };
  const { value, kept } = applyChanges(base, diffConfig(base, updated));
  expect(value).toEqual(updated);
  expect(kept).toHaveLength(2);
});

test("drops a path whose base the user changed, and keeps the others", () => {
  const changes = diffConfig(base, { ...base, credentials: { refresh_token: "new", client: "c" }, account: "renamed" });
  const edited = { ...base, credentials: { refresh_token: "pasted", client: "c" } };
  const { value, kept } = applyChanges(edited, changes);
  expect(value).toEqual({ ...edited, account: "renamed" });
  expect(kept.map(({ path }) => path)).toEqual([["account"]]);
});

test("drops an added path once the user sets it", () => {
  const changes = diffConfig(base, { ...base, start_date: "2020-01-01" });
  expect(applyChanges({ ...base, start_date: "2021-01-01" }, changes).kept).toEqual([]);
});

test("does not mind the order of keys", () => {
  const changes = diffConfig({ a: { x: 1, y: 2 }, b: 1 }, { b: 1, a: { y: 2, x: 1 } });
  expect(changes).toEqual([]);
});

test("sees a change in the digits no double keeps, and keeps them", () => {
  const old = parseExact('{"id": 12345678901234567890}') as JsonObject;
  const updated = parseExact('{"id": 12345678901234567891}') as JsonObject;
  const { value } = applyChanges(old, diffConfig(old, updated));
  expect(printExact(value)).toBe('{"id":12345678901234567891}');
});
