import { expect, test } from "vitest";
import { renderRecords } from "./render-records.ts";

test("each row is a paragraph of lines, long values go on below themselves", () => {
  const text = renderRecords(
    ["id", "name"],
    [
      ["1", "Ada"],
      ["2", "a name of some words too many"],
    ],
    26,
  );
  expect(text.split("\n")).toEqual([
    "── 1 ─────────────────────",
    "id    1",
    "name  Ada",
    "── 2 ─────────────────────",
    "id    2",
    "name  a name of some words",
    "      too many",
  ]);
});
