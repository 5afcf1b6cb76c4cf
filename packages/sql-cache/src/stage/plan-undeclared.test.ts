import { expect, test } from "vitest";
import { planUndeclared } from "./plan-undeclared.ts";

const id = { field: "id", name: "id", type: "integer" };
const limits = { identifierBytes: 0, columns: 1000 };
const table = { columns: [id], declared: new Set(["id"]), existing: ["id"] };

test("fields that have a column need none", () => {
  expect(planUndeclared(table, new Set(["id"]), limits)).toEqual([]);
});

test("a field without a column gets a JSON column, under a name that nobody has", () => {
  expect(planUndeclared({ ...table, existing: ["id", "Note"] }, new Set(["id", "tags", "note"]), limits)).toEqual([
    { field: "tags", name: "tags", type: "json" },
    { field: "note", name: expect.stringMatching(/^note_[0-9a-f]{8}$/), type: "json" },
  ]);
});

test("a hundred columns are added; the rest goes to one column, which is added once", () => {
  const fields = new Set(Array.from({ length: 102 }, (_, index) => `f${index}`));
  const added = planUndeclared(table, fields, limits);
  expect(added).toHaveLength(101);
  expect(added.at(-1)).toEqual({ field: "_airdock_extra", name: "_airdock_extra", type: "json" });
  expect(planUndeclared({ ...table, columns: [id, ...added] }, fields, limits)).toEqual([]);
});

test("a table that is full keeps one column for the rest", () => {
  expect(planUndeclared(table, new Set(["a", "b"]), { ...limits, columns: 7 }).map(({ name }) => name)).toEqual([
    "a",
    "_airdock_extra",
  ]);
});
