import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { JsonObject, RowValue } from "@airdock/core";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { changesOf } from "../read-meta.ts";
import { readData, readRows, sortRows } from "../read-rows.ts";
import { record } from "../record/test-record.ts";
import { defineStream, type TypeName } from "../record/test-stream.ts";

/** For each type: values as JSON text, and the values a reader gets. They are what the type is for: nothing is changed. */
const roundTrips: Readonly<Record<TypeName, readonly (readonly [json: string, value: RowValue])[]>> = {
  string: [
    ['"Ada"', "Ada"],
    ['""', ""],
    ['"00123"', "00123"],
    ['"2024-01-15"', "2024-01-15"],
    ['"null"', "null"],
    ['" a\\n\\t\\"\\\\b "', ' a\n\t"\\b '],
    ['"\u{1f600} \\u00e9 e\u0301"', "\u{1f600} \u00e9 e\u0301"],
  ],
  integer: [
    ["0", 0],
    ["-7", -7],
    ["9007199254740991", 9007199254740991],
    ["9007199254740993", 9007199254740993n],
    ["9223372036854775807", 9223372036854775807n],
    ["-9223372036854775808", -9223372036854775808n],
  ],
  number: [
    ["0", 0],
    ["0.1", 0.1],
    ["-1.5", -1.5],
    ["1e21", 1e21],
    ["3.141592653589793", 3.141592653589793],
    ["1.7976931348623157e308", 1.7976931348623157e308],
  ],
  boolean: [
    ["true", true],
    ["false", false],
  ],
  date: [
    ['"2024-02-29"', "2024-02-29"],
    ['"0001-01-01"', "0001-01-01"],
    ['"9999-12-31"', "9999-12-31"],
  ],
  timestamp_with_timezone: [
    ['"2024-01-15T10:30:00Z"', "2024-01-15T10:30:00.000000Z"],
    ['"2024-01-15T10:30:00.123456+02:00"', "2024-01-15T08:30:00.123456Z"],
    ['"0001-01-01T00:00:00Z"', "0001-01-01T00:00:00.000000Z"],
    ['"1969-12-31T23:59:59.999999Z"', "1969-12-31T23:59:59.999999Z"],
    ['"9999-12-31T23:59:59.999999Z"', "9999-12-31T23:59:59.999999Z"],
  ],
  timestamp_without_timezone: [
    ['"2024-03-10T02:30:00"', "2024-03-10T02:30:00.000000"],
    ['"2024-01-15T10:30:00.123456"', "2024-01-15T10:30:00.123456"],
    ['"1969-12-31T23:59:59.9"', "1969-12-31T23:59:59.900000"],
  ],
  time_with_timezone: [
    ['"10:30:00Z"', "10:30:00.000000Z"],
    ['"10:30:00.123456+05:30"', "10:30:00.123456+05:30"],
    ['"23:59:59-08:00"', "23:59:59.000000-08:00"],
  ],
  time_without_timezone: [
    ['"10:30:00"', "10:30:00.000000"],
    ['"00:00:00.000001"', "00:00:00.000001"],
  ],
  object: [
    ["{}", {}],
    ['{"a":{"b":[1,null,"x"]},"c":true}', { a: { b: [1, null, "x"] }, c: true }],
    ['{"__proto__":1,"constructor":2}', JSON.parse('{"__proto__":1,"constructor":2}')],
  ],
  array: [
    ["[]", []],
    ['[1,"a",{"b":null},[]]', [1, "a", { b: null }, []]],
  ],
  union: [
    ["7", 7],
    ['"7"', "7"],
    ["true", true],
    ['"true"', "true"],
    ['""', ""],
    ['"null"', "null"],
    ["1.5", 1.5],
    ["[]", []],
    ["{}", {}],
  ],
};

/** Schemas as sources write them, and a word of the type each of them is. */
const schemas: readonly (readonly [JsonObject | true, TypeName])[] = [
  [{ type: "string" }, "string"],
  [{ type: ["string", "null"] }, "string"],
  [{ type: "string", format: "email" }, "string"],
  [{ type: "integer" }, "integer"],
  [{ type: "number", airbyte_type: "integer" }, "integer"],
  [{ type: ["null", "boolean"] }, "boolean"],
  [{ type: "string", format: "date-time" }, "timestamp_with_timezone"],
  [{ type: "string", format: "time" }, "time_with_timezone"],
  [{ $ref: "WellKnownTypes.json#/definitions/Date" }, "date"],
  [{ $ref: "WellKnownTypes.json#/definitions/Number" }, "number"],
  [{ type: ["null", "object"], properties: { a: { type: "integer" } } }, "object"],
  [{ type: "array", items: { type: "integer" } }, "array"],
  [{ type: ["string", "integer"] }, "union"],
  [{ anyOf: [{ type: "string" }, { type: "object" }] }, "union"],
  [{}, "union"],
  [true, "union"],
  [{ type: "null" }, "union"],
];

/** Every type there and back. */
export const typeCases: readonly CacheCase[] = defineCases("type", {
  ...Object.fromEntries(
    Object.entries(roundTrips).map(([type, values]) => [
      `${type} there and back`,
      {
        needs: ({ typed }) => typed || !changesForm.has(type),
        run: async (context) => {
          const plan = defineStream("values", { properties: { id: "integer", value: type as TypeName } });
          const records = values.map(([json], id) => record(`{"id":${id},"value":${json}}`));
          await context.load(plan, [
            ...records,
            record(`{"id":${values.length},"value":null}`),
            record(`{"id":${values.length + 1}}`),
          ]);
          const rows = (await readRows(context, plan)).toSorted(
            (one, other) => Number(one["id"]) - Number(other["id"]),
          );
          deepStrictEqual(
            rows.map(({ value }) => value),
            [...values.map(([, value]) => value), null, null],
          );
          for (const row of rows) deepStrictEqual(changesOf(row), []);
        },
      } satisfies Pick<CacheCase, "needs" | "run">,
    ]),
  ),

  "a schema means what it means in Airbyte": {
    needs: ({ typed }) => typed,
    run: async (context) => {
      const properties = Object.fromEntries(schemas.map(([schema], index) => [`column_${index}`, schema]));
      const plan = defineStream("schemas", { properties });
      const fields = schemas.map(([, type], index) => `"column_${index}":${roundTrips[type][0]?.[0]}`);
      await context.load(plan, [record(`{${fields.join(",")}}`)]);
      const [row] = await readData(context, plan);
      for (const [index, [schema, type]] of schemas.entries()) {
        deepStrictEqual(row?.[`column_${index}`], roundTrips[type][0]?.[1], JSON.stringify(schema));
      }
    },
  },

  "all types stand side by side in one row": {
    needs: ({ typed }) => typed,
    run: async (context) => {
      const types = Object.keys(roundTrips) as TypeName[];
      const plan = defineStream("wide", { properties: Object.fromEntries(types.map((type) => [type, type])) });
      await context.load(plan, [
        record(`{${types.map((type) => `"${type}":${roundTrips[type][0]?.[0]}`).join(",")}}`),
        {},
      ]);
      const rows = await readData(context, plan);
      strictEqual(rows.length, 2);
      const filled = rows.find((row) => row["integer"] !== null);
      for (const type of types) deepStrictEqual(filled?.[type], roundTrips[type][0]?.[1], type);
    },
  },

  "many records of many columns": async (context) => {
    const names = Array.from({ length: 100 }, (_, index) => `c${index}`);
    const plan = defineStream("wide", {
      properties: Object.fromEntries(names.map((name) => [name, "integer"] as const)),
    });
    const rows = Array.from({ length: 400 }, (_, row) =>
      Object.fromEntries(names.map((name, column) => [name, row * 1000 + column])),
    );
    await context.load(plan, rows);
    deepStrictEqual(await readData(context, plan), sortRows(rows));
  },

  "a record of many columns and megabytes is a record": async (context) => {
    const names = Array.from({ length: 100 }, (_, index) => `c${index}`);
    const plan = defineStream("wide", {
      properties: {
        ...Object.fromEntries(names.map((name) => [name, "string"] as const)),
        text: "string",
        data: "object",
      },
    });
    const row = {
      ...Object.fromEntries(names.map((name) => [name, name])),
      text: "0123456789".repeat(200_000),
      data: { list: Array.from({ length: 50_000 }, (_, index) => index) },
    };
    await context.load(plan, [row]);
    deepStrictEqual(await readData(context, plan), [row]);
  },
});

/** Types whose values a reader gets in another form than the source wrote them in. */
const changesForm = new Set([
  "timestamp_with_timezone",
  "timestamp_without_timezone",
  "time_with_timezone",
  "time_without_timezone",
]);
