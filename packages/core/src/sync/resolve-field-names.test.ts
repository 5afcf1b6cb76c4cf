import { expect, test } from "vitest";
import { resolveFieldNames } from "./resolve-field-names.ts";

const properties = { id: {}, "a,b": {}, "owner/id": {}, owner: {}, no: {} };
const stream = { name: "items", json_schema: { properties } };

test.each([
  ["id", "id"],
  ["id,no", [["id"], ["no"]]],
  ["a,b", [["a,b"]]],
  ["no, a,b", [["no"], ["a,b"]]],
  ["owner/id", [["owner/id"]]],
  ["owner/name,no", [["owner", "name"], ["no"]]],
  [" id ", [["id"]]],
  [",", [[","]]],
  [[["a", "b"]], [["a", "b"]]],
])("the key %j is %j", (key, paths) => {
  expect(resolveFieldNames(stream, { key })).toEqual({ key: paths });
});

test("a cursor is one path, whatever commas it has", () => {
  expect(resolveFieldNames(stream, { cursor: "owner/at" })).toEqual({ cursor: ["owner", "at"] });
  expect(resolveFieldNames(stream, { cursor: "owner/id" })).toEqual({ cursor: ["owner/id"] });
  expect(resolveFieldNames(stream, { cursor: "x,y" })).toEqual({ cursor: ["x,y"] });
});
