import type { StoredColumn } from "@airdock/core";
import { type AirbyteType, extraColumn } from "@airdock/sql-cache";
import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { awkwardJson, listedJson } from "@airdock-test/awkward-json";
import { expectAgreement } from "./expect-agreement.ts";
import { createBench, type LoadBench } from "./staged-rows.ts";

const types: readonly AirbyteType[] = [
  "string",
  "integer",
  "number",
  "boolean",
  "date",
  "timestamp_with_timezone",
  "timestamp_without_timezone",
  "time_with_timezone",
  "time_without_timezone",
  "json",
];
const columns: readonly StoredColumn[] = types.map((type) => ({ field: `a ${type}`, name: type, type }));

let bench: LoadBench;
beforeAll(async () => void (bench = await createBench()));
afterAll(() => bench[Symbol.asyncDispose]());

test("all listed values are loaded in every type as the reference converts them", async () => {
  const data = listedJson.map(
    (text) => `{${columns.map(({ field }) => `${JSON.stringify(field)}:${text}`).join(",")}}`,
  );
  await expectAgreement({ bench, columns, data });
});

test("every value of every type is loaded as the reference converts it", async () => {
  const record = fc.tuple(
    ...columns.map(({ field, type }) => fc.option(awkwardJson(type as AirbyteType)).map((text) => ({ field, text }))),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 60 }), fc.boolean(), async (records, hasMeta) => {
      const data = records.map(
        (cells) =>
          `{${cells.flatMap(({ field, text }) => (text === null ? [] : [`${JSON.stringify(field)}:${text}`])).join(",")}}`,
      );
      const meta = hasMeta
        ? '{"changes":[{"field":"x","change":"NULLED","reason":"SOURCE_FIELD_SIZE_LIMITATION"}]}'
        : undefined;
      await expectAgreement({ bench, columns, data, meta });
    }),
    { numRuns: Number(process.env["AIRDOCK_TEST_RUNS"] ?? 100), endOnFailure: true },
  );
});

test("fields of any names get to their columns, or to the one for the rest", async () => {
  // Not a backslash alone: V8 then may take a key that begins with an escape, in a later object, for that one.
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
  const anyKey = fc.oneof(
    fc.constantFrom(...names).map((name) => JSON.stringify(name)),
    fc.constantFrom(String.raw`"\u0061"`, String.raw`"\u00e1"`, String.raw`"\ud800"`, String.raw`"\u0000"`),
    fc.string({ unit: "binary", maxLength: 3 }).map((name) => JSON.stringify(name)),
  );
  const plainKey = fc.constantFrom(...names.map((name) => JSON.stringify(name)).filter((key) => !key.includes("\\")));
  // Never both, keys with escapes and keys that come twice: V8 then may keep the first value instead of the last.
  const fields = fc.oneof(
    fc.uniqueArray(fc.tuple(anyKey, values), { maxLength: 12, selector: ([key]) => String(JSON.parse(key)) }),
    fc.array(fc.tuple(plainKey, values), { maxLength: 12 }),
  );
  const record = fields.map((list) => `{${list.map(([key, text]) => `${key}:${text}`).join(", ")}}`);
  const some = fc
    .subarray(names)
    .map((own) => [
      ...own.map((field, index) => ({ field, name: `c${index}`, type: index % 3 === 0 ? "string" : "json" })),
      { field: extraColumn, name: extraColumn, type: "json" },
    ]);
  await fc.assert(
    fc.asyncProperty(some, fc.array(record, { minLength: 1, maxLength: 30 }), async (own, data) => {
      await expectAgreement({ bench, columns: own, data });
    }),
    { numRuns: Number(process.env["AIRDOCK_TEST_RUNS"] ?? 100), endOnFailure: true },
  );
});
