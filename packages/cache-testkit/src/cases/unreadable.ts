import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { readQuarantine } from "../inspect-database.ts";
import { changesOf } from "../read-meta.ts";
import { readRows } from "../read-rows.ts";
import { record } from "../record/test-record.ts";
import { defineStream } from "../record/test-stream.ts";

const types = {
  a: "boolean",
  b: "date",
  c: "integer",
  d: "number",
  e: "object",
  f: "string",
  g: "timestamp_with_timezone",
} as const;
const deep = "[".repeat(1500) + "]".repeat(1500);
const serialization = { change: "NULLED", reason: "DESTINATION_SERIALIZATION_ERROR" };
const size = { change: "NULLED", reason: "DESTINATION_FIELD_SIZE_LIMITATION" };

/** Values that are no JSON, as Python prints them, or are nested too deep: their cell is NULL, and everything else is kept. */
export const unreadableCases: readonly CacheCase[] = defineCases("unreadable", {
  "NaN and Infinity are NULL in a column of any type, declared, and kept": {
    needs: ({ typed }) => typed,
    run: async (context) => {
      const plan = defineStream("numbers", { properties: { id: "integer", ...types } });
      const tokens = ["NaN", "Infinity", "-Infinity"];
      const fields = Object.keys(types);
      const rows = tokens.map((token, id) =>
        record(`{"id":${id},${fields.map((field) => `"${field}":${token}`).join(",")}}`),
      );
      const report = await context.load(plan, [...rows, { id: 3, d: 1.5 }]);
      strictEqual(report.streams[0]?.changed, 3);
      const stored = (await readRows(context, plan)).toSorted((one, other) => Number(one["id"]) - Number(other["id"]));
      for (const row of stored.slice(0, 3)) {
        deepStrictEqual(
          fields.map((field) => row[field] ?? null),
          fields.map(() => null),
        );
        deepStrictEqual(
          changesOf(row),
          fields.map((field) => ({ field, ...serialization })),
        );
      }
      deepStrictEqual([stored[3]?.["d"], changesOf(stored[3])], [1.5, []]);
      if (!context.supports.sql) return;
      const kept = (await readQuarantine(context, plan)).map(({ field, original }) => `${field} ${original}`);
      deepStrictEqual(kept.sort(), tokens.flatMap((token) => fields.map((field) => `${field} ${token}`)).sort());
    },
  },

  "a token, or too many levels, inside a value make all of the value NULL": {
    needs: ({ typed }) => typed,
    run: async (context) => {
      const plan = defineStream("values", { properties: { id: "integer", e: "object", f: "string" } });
      await context.load(plan, [
        record('{"id":1,"e":{"a":[1,NaN]},"f":"x"}'),
        record(`{"id":2,"e":${deep},"f":"x"}`),
        record('{"id":3,"e":{"a":"NaN"},"f":"x"}'),
      ]);
      const stored = (await readRows(context, plan)).toSorted((one, other) => Number(one["id"]) - Number(other["id"]));
      deepStrictEqual(
        stored.map((row) => [row["f"], (row["e"] ?? null) === null]),
        [
          ["x", true],
          ["x", true],
          ["x", false],
        ],
      );
      deepStrictEqual(stored.map(changesOf), [[{ field: "e", ...serialization }], [{ field: "e", ...size }], []]);
      if (!context.supports.sql) return;
      const kept = (await readQuarantine(context, plan)).map(({ original }) => String(original));
      deepStrictEqual(kept.sort(), ['{"a":[1,NaN]}', deep].sort());
    },
  },

  "an undeclared field with a token is declared too": {
    needs: ({ typed }) => typed,
    run: async (context) => {
      const plan = defineStream("others", { properties: { id: "integer" } });
      await context.load(plan, [record('{"id":1,"more":NaN,"n":2}')]);
      const [row] = await readRows(context, plan);
      deepStrictEqual([row?.["n"], changesOf(row)], [2, [{ field: "more", ...serialization }]]);
    },
  },

  "a key that is NaN is a key that is NULL": {
    needs: ({ typed }) => typed,
    run: async (context) => {
      const plan = defineStream("keyed", { properties: { id: "number", f: "string" }, key: ["id"] });
      await context.load(plan, [record('{"id":NaN,"f":"a"}'), record('{"id":2,"f":"b"}')]);
      const rows = await readRows(context, plan);
      deepStrictEqual(rows.map((row) => row["f"]).sort(), ["a", "b"]);
      deepStrictEqual(rows.filter((row) => row["f"] === "a").map(changesOf), [[{ field: "id", ...serialization }]]);
    },
  },

  "a time of extraction that is none is declared": async (context) => {
    const plan = defineStream("times", { properties: { id: "integer" } });
    await context.load(plan, [record({ id: 1 }, { emittedAt: Number.NaN }), { id: 2 }]);
    const stored = (await readRows(context, plan)).toSorted((one, other) => Number(one["id"]) - Number(other["id"]));
    deepStrictEqual(stored.map(changesOf), [
      [{ field: "_airbyte_extracted_at", change: "TRUNCATED", reason: "SOURCE_SERIALIZATION_ERROR" }],
      [],
    ]);
  },
});
