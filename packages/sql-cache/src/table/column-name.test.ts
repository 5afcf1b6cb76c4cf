import fc from "fast-check";
import { expect, test } from "vitest";
import { columnNames } from "./column-name.ts";
import { metaColumns } from "./meta-column.ts";

const unbounded = { identifierBytes: 0 };
const postgres = { identifierBytes: 63, reservedColumns: ["xmin", "ctid"] };

test("the first of names that differ by case only keeps the plain one", () => {
  expect([...columnNames(["id", "ID", "Id"], [], unbounded).values()]).toEqual(["id", "ID_3843971d", "Id_12156e92"]);
});

test("names that are taken, reserved, or ours get a hash", () => {
  const fields = ["Taken", "_airbyte_meta", "_AIRBYTE_RAW_ID", "_airdock_extra", "xmin", "XMIN", "__proto__", "free"];
  const names = [...columnNames(fields, ["taken"], postgres).values()];
  expect(names.pop()).toBe("free");
  for (const [index, name] of names.entries()) expect(name).toMatch(new RegExp(`^${fields[index]}_[0-9a-f]{8}$`));
});

test("long names are cut on a character border", () => {
  const field = `${"ä".repeat(40)}1`;
  const name = columnNames([field], [], postgres).get(field);
  expect(name).toMatch(/^ä{27}_[0-9a-f]{8}$/);
});

test("names of any properties are short, distinct without case, never reserved, and do not depend on what comes later", () => {
  const names = fc.uniqueArray(
    fc.oneof(fc.constantFrom("a b", "a_b", "A_B", "xmin", "ctid_", ...metaColumns), fc.string({ maxLength: 100 })),
  );
  fc.assert(
    fc.property(names, fc.nat(), (fields, at) => {
      const all = columnNames(fields, [], postgres);
      const folded = [...all.values()].map((name) => name.toLowerCase());
      expect(new Set(folded).size).toBe(fields.length);
      expect(folded).not.toContain("xmin");
      for (const name of all.values()) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
      for (const name of metaColumns) expect(folded).not.toContain(name);
      const first = columnNames(fields.slice(0, at % (fields.length + 1)), [], postgres);
      const later = columnNames(fields.slice(first.size), first.values(), postgres);
      expect([...first, ...later]).toEqual([...all]);
    }),
  );
});
