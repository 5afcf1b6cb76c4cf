import fc from "fast-check";
import { expect, test } from "vitest";
import { type ExportKey, planExportFiles } from "./plan-export-files.ts";

const table = (name: string, connection = "c", namespace?: string): ExportKey => ({
  connection,
  stream: namespace === undefined ? { name } : { name, namespace },
});
const namesOf = (tables: readonly ExportKey[]): string[] => planExportFiles(tables).map(({ name }) => name);

test("ordinary names stay as they are", () => {
  expect(namesOf([table("users", "shop"), table("users", "shop", "eu"), table("größe 1")])).toEqual([
    "shop.users",
    "shop.eu.users",
    "c.größe 1",
  ]);
});

test.each([
  ["a:b", "a/b", "a\\b", "a_b"],
  ["Users", "users", "USERS"],
  ["..", ".", "...", " "],
  ["x", "x.", "x ", "x.."],
  ["é", "e\u0301"],
  ["straße", "strasse", "STRASSE"],
  ["a".repeat(300), "a".repeat(301), "雪".repeat(100)],
  ["a\u0000b", "a\nb", "a\u202eb", "a\ud800b"],
])("streams whose names are alike have files of their own: %j", (...streams) => {
  const names = namesOf(streams.map((name) => table(name)));
  expect(new Set(names.map((name) => name.normalize("NFKC").toUpperCase())).size).toBe(streams.length);
  for (const name of names) expect(name).toMatch(/^[^/\\:*?"<>|\p{C}]*[^. /\\:*?"<>|\p{C}]$/u);
});

test("what points divide is told apart", () => {
  const names = namesOf([table("b.c", "a"), table("c", "a.b"), table("c", "a", "b")]);
  expect(new Set(names).size).toBe(3);
});

test("no name is one that Windows reserves, or hidden, or leads to another folder", () => {
  for (const connection of ["con", "NUL", "com1", "LPT9 ", "..", ".hidden", "~", "-rf"])
    expect(namesOf([table("users", connection)])[0]).toMatch(/^(?![.~-])(?!(?:con|nul|com1|lpt9)\s*\.)/i);
});

test("names stay when tables come or go", () => {
  const [before = { name: "" }] = planExportFiles([table("users")]);
  const kept = [{ ...table("users"), name: before.name }];
  const after = planExportFiles([table("Users"), table("users")], kept);
  expect(after[1]?.name).toBe("c.users");
  expect(after[0]?.name).toMatch(/^c\.Users_[0-9a-f]{8}$/);
  expect(planExportFiles([table("users")], [{ ...table("users"), name: "../../etc/passwd" }])[0]?.name).toBe("c.users");
});

test("any two tables have two files, which every file system can hold", () => {
  const word = fc.string({ unit: "binary", maxLength: 300 });
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(word, fc.option(word, { nil: undefined }), word), { selector: String }),
      (keys) => {
        const names = namesOf(keys.map(([connection, namespace, name]) => table(name, connection, namespace)));
        expect(new Set(names.map((name) => name.toUpperCase().toLowerCase())).size).toBe(keys.length);
        for (const name of names) expect(Buffer.byteLength(name)).toBeLessThan(220);
      },
    ),
  );
});
