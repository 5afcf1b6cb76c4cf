import { expect, test } from "vitest";
import { planKey } from "./plan-key.ts";

const merged = { columns: "[]", mode: "merge", primary_key: '[["id"]]' };
const byId = { mode: "merge", primaryKey: [["id"]] } as const;
const nothing = { release: false, dedupe: false, prepare: false };

test("a new table gets its key", () => {
  expect(planKey({ ...merged, columns: null }, byId, [])).toEqual({ ...nothing, prepare: true });
});

test("a table that has rows is deduplicated when it gets a key, or another one", () => {
  expect(planKey({ ...merged, mode: "append" }, byId, [])).toEqual({ release: false, dedupe: true, prepare: true });
  const byBoth = { ...byId, primaryKey: [["id"], ["region"]] };
  expect(planKey(merged, byBoth, [])).toEqual({ release: true, dedupe: true, prepare: true });
});

test("the same key stays as it is, and is made again when a column is widened", () => {
  const column = { field: "id", name: "id", type: "string" };
  expect(planKey(merged, byId, [{ kind: "add-column", column }])).toEqual(nothing);
  const widen = { kind: "widen-column", column, from: { ...column, type: "integer" } } as const;
  expect(planKey(merged, byId, [widen])).toEqual({ release: true, dedupe: false, prepare: true });
});

test("a key that is not prepared any more is a new one", () => {
  expect(planKey(merged, byId, [], false)).toEqual({ release: true, dedupe: true, prepare: true });
});

test("a table that is merged no longer loses its key", () => {
  expect(planKey(merged, { mode: "append", primaryKey: [["id"]] }, [])).toEqual({ ...nothing, release: true });
});
