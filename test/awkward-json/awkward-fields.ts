import type { StoredColumn } from "@airdock/core";
import { extraColumn } from "@airdock/sql-cache";
import fc, { type Arbitrary } from "fast-check";

/** Not a backslash alone: V8 then may take a key that begins with an escape, in a later object, for that one. */
const names = [
  "a",
  "A",
  "á",
  "Á",
  "",
  " ",
  "a.b",
  '"',
  "constructor",
  "__proto__",
  "toString",
  "_airdock_extra",
  "o",
  "x",
  "t0",
];
const values = fc.constantFrom("1", '"x"', "null", "true", '{"b":[1]}', String.raw`"\ud800"`, "9007199254740993");
const anyKey = fc
  .oneof(
    fc.constantFrom(...names).map((name) => JSON.stringify(name)),
    fc.constantFrom(String.raw`"\u0061"`, String.raw`"\u00e1"`, String.raw`"\ud800"`, String.raw`"\u0000"`),
    fc.string({ unit: "binary", maxLength: 3 }).map((name) => JSON.stringify(name)),
  )
  .filter((key) => JSON.parse(key) !== "\\");
const plainKey = fc.constantFrom(...names.map((name) => JSON.stringify(name)).filter((key) => !key.includes("\\")));
// Never both, keys with escapes and keys that come twice: V8 then may keep the first value instead of the last.
const fields = fc.oneof(
  fc.uniqueArray(fc.tuple(anyKey, values), { maxLength: 12, selector: ([key]) => String(JSON.parse(key)) }),
  fc.array(fc.tuple(plainKey, values), { maxLength: 12 }),
);

/** JSON text of records with fields of any names: known, escaped, twice, unknown. */
export const awkwardRecord: Arbitrary<string> = fields.map(
  (list) => `{${list.map(([key, text]) => `${key}:${text}`).join(", ")}}`,
);

/** Columns for some of those names, and the one that takes the rest. */
export const awkwardColumns: Arbitrary<StoredColumn[]> = fc
  .subarray(names)
  .map((own) => [
    ...own.map((field, index) => ({ field, name: `c${index}`, type: index % 3 === 0 ? "string" : "json" })),
    { field: extraColumn, name: extraColumn, type: "json" },
  ]);
