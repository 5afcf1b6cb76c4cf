import { deepStrictEqual, strictEqual } from "node:assert/strict";
import {
  type CacheSupports,
  parseExact,
  printExact,
  type RecordChange,
  type Row,
  type RowValue,
  type StreamPlan,
} from "@airdock/core";
import { type CacheCase, type CaseBody, defineCases } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { declaredChanges, type ExpectedValue, type ExpectedValues } from "../expected-value.ts";
import { readQuarantine } from "../inspect-database.ts";
import { changesOf } from "../read-meta.ts";
import { readRows } from "../read-rows.ts";
import { record } from "../record/test-record.ts";
import { defineStream, type TypeName } from "../record/test-stream.ts";
import { generateValues } from "../value/generate-values.ts";
import { jsonValues } from "../value/json-values.ts";
import { numberValues } from "../value/number-values.ts";
import { textValues } from "../value/text-values.ts";
import { timeValues } from "../value/time-values.ts";

const listed: readonly ExpectedValues[] = [...textValues, ...numberValues, ...timeValues, ...jsonValues];
const types = [...new Set(listed.map(({ type }) => type))];

/** What columns keep of good and bad values: it lands exactly, or what happened to it is declared. */
export const valueCases: readonly CacheCase[] = defineCases("value", {
  ...eachType("good and bad values side by side", async (context, type) => {
    await tryValues(context, type, valuesOf(type, context.supports), (values) => [values]);
  }),

  ...eachType("good and bad values, each in a batch of its own", async (context, type) => {
    await tryValues(context, type, valuesOf(type, context.supports), (values) => values.map((value) => [value]));
  }),

  ...eachType("values made at random", async (context, type) => {
    await tryValues(context, type, generateValues(type), (values) => [values.slice(0, 150), values.slice(150)]);
  }),

  "one bad value does no harm to the others of its row": {
    needs: ({ typed }) => typed,
    run: async (context) => {
      const plan = defineStream("values", { properties: { id: "integer", a: "date", b: "integer", c: "string" } });
      await context.load(plan, [
        record('{"id":1,"a":"x","b":"y","c":"z"}'),
        record('{"id":2,"a":"2024-01-01","b":3,"c":{"d":1}}'),
      ]);
      const rows = await readRows(context, plan);
      deepStrictEqual(rows.map(({ id, a, b, c }) => [id, a, b, c]).sort(), [
        [1, null, null, "z"],
        [2, "2024-01-01", 3, '{"d":1}'],
      ]);
    },
  },

  "duplicate keys: the last one counts, as the column's value too": {
    needs: ({ typed }) => typed,
    run: async (context) => {
      const plan = defineStream("values", { properties: { id: "integer", value: "integer" } });
      await context.load(plan, [
        record('{"id":1,"value":1,"value":"x","value":2}'),
        record('{"value":5,"id":2,"value":null}'),
        record('{"id":3,"\\u0076alue":7}'),
      ]);
      const rows = (await readRows(context, plan)).toSorted((one, other) => Number(one["id"]) - Number(other["id"]));
      deepStrictEqual(
        rows.map(({ value }) => value),
        [2, null, 7],
      );
      deepStrictEqual(rows.flatMap(changesOf), []);
    },
  },

  "properties that differ by case only keep their own values": {
    needs: ({ typed }) => typed,
    run: async (context) => {
      const plan = defineStream("values", { properties: { id: "integer", ID: "string", Id: "boolean" } });
      await context.load(plan, [{ id: 1, ID: "one", Id: true }, { ID: "x" }]);
      const [first] = (await readRows(context, plan)).filter(({ id }) => id === 1);
      deepStrictEqual(
        Object.entries(first ?? {})
          .filter(([name]) => /^id/i.test(name))
          .map(([, value]) => value),
        [1, "one", true],
      );
    },
  },
});

type Batches = (values: readonly ExpectedValue[]) => readonly (readonly ExpectedValue[])[];

function eachType(
  what: string,
  run: (context: CaseContext, type: TypeName) => Promise<void>,
): Record<string, CaseBody> {
  const needs = ({ typed }: CacheSupports): boolean => typed;
  return Object.fromEntries(
    types.map((type) => [`${type}: ${what}`, { needs, run: (context: CaseContext) => run(context, type) }]),
  );
}

function valuesOf(type: TypeName, supports: CacheSupports): readonly ExpectedValue[] {
  return listed.filter((list) => list.type === type && (list.when?.(supports) ?? true)).flatMap(({ values }) => values);
}

async function tryValues(
  context: CaseContext,
  type: TypeName,
  values: readonly ExpectedValue[],
  batches: Batches,
): Promise<void> {
  const plan = defineStream("values", { properties: { id: "integer", value: type } });
  const run = await context.begin([plan]);
  let id = 0;
  for (const batch of batches(values)) {
    await run.stage(
      plan,
      batch.map(([json]) => record(`{"id":${id++},"value":${json}}`)),
    );
  }
  await run.finalize({ complete: true });
  await run.finish();
  const rows = (await readRows(context, plan)).toSorted((one, other) => Number(one["id"]) - Number(other["id"]));
  deepStrictEqual(
    rows.map((row, index) => outcomeOf(row, values[index]?.[0] ?? "")),
    values.map(expectedOutcome),
  );
  if (context.supports.sql) await expectOriginals(context, plan, rows, values);
}

/** What a row shows of its value; with the value itself, so that a failure says which it was. */
function outcomeOf(row: Row, json: string): { json: string; value: RowValue; changes: readonly RecordChange[] } {
  return { json, value: row["value"] ?? null, changes: changesOf(row) };
}

function expectedOutcome([json, kept, declared]: ExpectedValue): ReturnType<typeof outcomeOf> {
  return {
    json,
    value: kept,
    changes: declared === undefined ? [] : [{ field: "value", ...declaredChanges[declared] }],
  };
}

/** Fails unless the quarantine has the originals of the nulled values, and nothing else. */
async function expectOriginals(
  context: CaseContext,
  plan: StreamPlan,
  rows: readonly Row[],
  values: readonly ExpectedValue[],
): Promise<void> {
  const nulled = values.flatMap(([json, , declared], index) =>
    declared?.startsWith("nulled") === true ? [{ id: rows[index]?.["_airbyte_raw_id"], field: "value", json }] : [],
  );
  const kept = new Map((await readQuarantine(context, plan)).map((row) => [row["raw_id"], row]));
  strictEqual(kept.size, nulled.length);
  for (const { id, field, json } of nulled) {
    strictEqual(kept.get(id ?? null)?.["field"], field);
    expectOriginal(String(kept.get(id ?? null)?.["original"]), json);
  }
}

/** An original is the text of a string, and JSON text of everything else, whatever the white space in it. */
function expectOriginal(original: string, json: string): void {
  const value = parseExact(json);
  if (typeof value === "string") strictEqual(original, value);
  else strictEqual(printExact(parseExact(original)), printExact(value));
}
