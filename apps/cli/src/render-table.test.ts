import { expect, test } from "vitest";
import { renderTable, tableWidth } from "./render-table.ts";

const columns = [{ title: "id", align: "right" }, { title: "name" }, { title: "" }] as const;

test("columns are aligned as the terminal draws them, one that has nothing to show is left out", () => {
  const rows = [
    ["1", "小林 昭一", ""],
    ["20", "Ada", ""],
  ];
  expect(renderTable(columns, rows)).toBe(["id  name", "──  ─────────", " 1  小林 昭一", "20  Ada"].join("\n"));
  expect(tableWidth(columns, rows)).toBe(15);
});

test("a column without title is shown where a row needs it", () => {
  expect(renderTable(columns, [["1", "Ada", "failed"]])).toBe(["id  name", "──  ────", " 1  Ada   failed"].join("\n"));
});

test("what does not fit is taken from the widest column of text; numbers stay whole", () => {
  const rows = [["1234567890123", "a name that is very long", "note"]];
  const lines = renderTable(columns, rows, 30).split("\n");
  expect(lines).toEqual(["           id  name", "─────────────  ─────────", "1234567890123  a name t…  note"]);
});

test("where even that does not fit, spare columns are left out, the last one first", () => {
  const some = [
    { title: "id", spare: true },
    { title: "name" },
    { title: "read", align: "right", spare: true },
  ] as const;
  const rows = [["1", "a long name", "1,000"]];
  expect(renderTable(some, rows, 16).split("\n")[2]).toBe("1   a long name");
  expect(renderTable(some, rows, 11).split("\n")[2]).toBe("a long name");
});

test("text to be read goes on in the next line", () => {
  const wide = [{ title: "key" }, { title: "what", wraps: true }];
  expect(renderTable(wide, [["a", "words that go on"]], 15).split("\n")).toEqual([
    "key  what",
    "───  ──────────",
    "a    words that",
    "     go on",
  ]);
});

test("control characters do not break the table, nor cells of any length", () => {
  const [, , row = ""] = renderTable([{ title: "x" }], [[`a\u001b[31m\nb${"c".repeat(100)}`]]).split("\n");
  expect(row).toMatch(/^a\\u001b\[31m\\nbc+…$/);
  expect(row).toHaveLength(60);
});
