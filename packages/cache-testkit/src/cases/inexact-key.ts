import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { StreamPlan } from "@airdock/core";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { changesOf } from "../read-meta.ts";
import { readData, readRows } from "../read-rows.ts";
import { record } from "../record/test-record.ts";
import { defineStream, type TypeName } from "../record/test-stream.ts";

/** A type, and keys (as JSON) that its column may not be able to hold exactly: all of them are different. */
const beyond: Readonly<Partial<Record<TypeName, readonly string[]>>> = {
  number: [
    "9007199254740992",
    "9007199254740993",
    "9007199254740994",
    "0.1234567890123456781",
    "0.1234567890123456782",
    "1e400",
    "1e401",
    "1e200000",
    "1e200001",
    '"x"',
    '"y"',
    '""',
    "true",
  ],
  integer: ["9223372036854775807", "9223372036854775808", "9223372036854775809", "1.5", "1.25", '"x"', '"y"', "[1]"],
  boolean: ["true", '"yes"', '"no"', "1", "0"],
  date: [
    '"2024-01-01"',
    '"2024-01-01T10:00:00Z"',
    '"2024-01-01T11:00:00Z"',
    '"2024-02-30"',
    '"2024-02-31"',
    '"2024-01-01T00:00:00.000000001Z"',
  ],
  timestamp_with_timezone: [
    '"2024-01-01T00:00:00Z"',
    '"2024-01-01T00:00:00.000000001Z"',
    '"2024-01-01T00:00:00.000000002Z"',
    '"soon"',
    '"later"',
    "1704067200",
  ],
  timestamp_without_timezone: [
    '"2024-01-01T00:00:00"',
    '"2024-01-01T00:00:00.000000001"',
    '"2024-01-01T00:00:00.000000002"',
    '"soon"',
  ],
  time_with_timezone: ['"10:00:00Z"', '"10:00:00.000000001Z"', '"10:00:00.000000002Z"', '"noon"'],
  time_without_timezone: ['"10:00:00"', '"10:00:00.000000001"', '"10:00:00Z"', '"10:00:00+01:00"', '"noon"'],
  string: ['"a"', '"a\\ud800"', '"a\\ud801"', '"\\udc00a"', '"\\udc01a"', '"a\\u0000"', '"a\\u0000\\u0000"'],
};

/** Keys that the column of their type cannot hold exactly: different ones never become one row. */
export const inexactKeyCases: readonly CacheCase[] = defineCases("inexact key", {
  ...Object.fromEntries(
    Object.entries(beyond).flatMap(([type, keys]) =>
      (["widen", "null"] as const).map((onTypeChange) => [
        `every ${type} stays a row of its own, with onTypeChange ${onTypeChange}`,
        typed(async (context) => {
          const properties = { id: type as TypeName, name: "string" } as const;
          const plan = defineStream("items", { properties, key: ["id"], onTypeChange });
          for (const round of [1, 2]) {
            await context.load(
              plan,
              [...keys, "null"].map((key) => named(key, `${key} ${round}`)),
            );
            await expectNames(
              context,
              plan,
              [...keys, "null"].map((key) => `${key} ${round}`),
            );
          }
        }),
      ]),
    ),
  ),

  "one value is one key, however it is written, before and after": typed(async (context) => {
    for (const onTypeChange of ["widen", "null"] as const) {
      const properties = { id: "number", name: "string" } as const;
      const plan = defineStream(`numbers_${onTypeChange}`, { properties, key: ["id"], onTypeChange });
      await context.load(plan, [
        named("1", "old"),
        named("-0", "old"),
        named("2.50", "old"),
        named("1e21", "old"),
        named("1e-7", "kept"),
      ]);
      await context.load(plan, [named("9007199254740993.0", "old"), named("1.0", "new"), named('"x"', "new")]);
      await context.load(plan, [
        named("9007199254740993", "new"),
        named('"2.5"', "new"),
        named("0", "new"),
        named("1000000000000000000000", "new"),
      ]);
      await expectNames(context, plan, ["new", "new", "new", "new", "new", "new", "kept"]);
      await context.load(plan, [named("1e0", "newer")]);
      await expectNames(context, plan, ["new", "new", "new", "new", "new", "newer", "kept"]);
    }
  }),

  "moments are one key by their instant": typed(async (context) => {
    const properties = { id: "timestamp_with_timezone", name: "string" } as const;
    const plan = defineStream("moments", { properties, key: ["id"] });
    await context.load(plan, [named('"2024-01-01T00:00:00Z"', "old"), named('"2024-06-01T12:30:00.5Z"', "kept")]);
    await context.load(plan, [
      named('"2024-01-01T00:00:00.000000001Z"', "old"),
      named('"2024-01-01T01:00:00+01:00"', "new"),
    ]);
    await context.load(plan, [named('"2024-01-01T05:30:00.000000001+05:30"', "new")]);
    await expectNames(context, plan, ["new", "new", "kept"]);
  }),

  "the change is reported once, by the name of the column": typed(async (context) => {
    for (const onTypeChange of ["widen", "null", "stop"] as const) {
      const plan = defineStream(`users_${onTypeChange}`, { key: ["id"], onTypeChange });
      const first = (await context.load(plan, [named("1", "a")])).streams[0];
      deepStrictEqual([first?.widenedKeys ?? [], first?.keysKeptApart ?? []], [[], []]);
      const second = (await context.load(plan, [named("1.5", "a"), named("1.25", "b")])).streams[0];
      const isWidened = onTypeChange === "widen";
      deepStrictEqual(second?.widenedKeys ?? [], isWidened ? ["id"] : []);
      deepStrictEqual(second?.keysKeptApart ?? [], isWidened ? [] : ["id"]);
      strictEqual(second?.unkeyed ?? 0, 0);
      const third = (await context.load(plan, [named("1.5", "c"), named("1.75", "d")])).streams[0];
      deepStrictEqual([third?.widenedKeys ?? [], third?.keysKeptApart ?? []], [[], []]);
      await expectNames(context, plan, ["a", "b", "c", "d"]);
    }
  }),

  "what is staged before the change, with it and after goes where it belongs": typed(async (context) => {
    for (const onTypeChange of ["widen", "null"] as const) {
      const properties = { id: "number", at: "time_with_timezone", name: "string" } as const;
      const plan = defineStream(`items_${onTypeChange}`, { properties, key: ["id", "at"], onTypeChange });
      const run = await context.begin([plan]);
      const at = '"at":"10:00:00Z"';
      await run.stage(plan, [
        record(`{"id":1,${at},"name":"one"}`),
        record(`{"id":2,${at},"name":"two \\ud800","big":12345678901234567890}`),
      ]);
      await run.finalize();
      await run.stage(plan, [record(`{"id":1,${at},"name":"ONE"}`), record(`{"id":3,${at},"name":"three","more":1}`)]);
      await run.stage(plan, [record(`{"id":9007199254740993,${at},"name":"big","last":"\\ud800"}`)]);
      await run.stage(plan, [record(`{"id":9007199254740992,${at},"name":"even","x":0.12345678901234567890}`)]);
      await run.finalize({ streams: [{ plan, through: 5 }] });
      await run.stage(plan, [
        record(`{"id":9007199254740993.0,${at},"name":"BIG"}`),
        record(`{"id":4,${at},"name":"four","y":1}`),
      ]);
      await run.finalize({ complete: true });
      await run.finish();
      await expectNames(context, plan, ["ONE", "two \ufffd", "three", "BIG", "even", "four"]);
      await context.load(plan, [
        record(`{"id":4.0,"at":"10:00:00+00:00","name":"FOUR"}`),
        record(`{"id":9007199254740993,${at},"name":"again"}`),
      ]);
      await expectNames(context, plan, ["ONE", "two \ufffd", "three", "again", "even", "FOUR"]);
    }
  }),

  "of a key that became text nothing is declared, and of others all is": typed(async (context) => {
    const properties = { id: "number", age: "integer" } as const;
    const records = [
      record('{"id":1,"age":1}'),
      record('{"id":9007199254740993,"age":2}'),
      record('{"id":"x","age":3}'),
      record('{"id":"y","age":"bad"}'),
      record('{"id":9007199254740995,"age":"worse"}'),
    ];
    for (const onTypeChange of ["widen", "null"] as const) {
      const plan = defineStream(`users_${onTypeChange}`, { properties, key: ["id"], onTypeChange });
      const report = await context.load(plan, records);
      const declared = (await readRows(context, plan)).map((row) => [
        row["age"],
        changesOf(row)
          .map(({ field }) => field)
          .sort(),
      ]);
      const exact = onTypeChange === "widen" || context.supports.exactNumbers;
      const kept = onTypeChange === "widen" ? [] : ["id"];
      deepStrictEqual(
        sorted(declared),
        sorted([
          [1, []],
          [2, exact ? [] : kept],
          [3, kept],
          [null, ["age", ...kept]],
          [null, exact ? ["age"] : ["age", ...kept]],
        ]),
      );
      strictEqual(report.streams[0]?.changed, onTypeChange === "widen" ? 2 : context.supports.exactNumbers ? 3 : 4);
    }
  }),

  "deletions find the keys": typed(async (context) => {
    const properties = { id: "integer", name: "string", _ab_cdc_deleted_at: "string" } as const;
    const plan = defineStream("users", { properties, key: ["id"] });
    await context.load(plan, [named("1", "a"), named("18446744073709551615", "b"), named("18446744073709551614", "c")]);
    await context.load(plan, [
      record('{"id":18446744073709551615,"_ab_cdc_deleted_at":"2024-01-01"}'),
      record('{"id":1,"_ab_cdc_deleted_at":"2024-01-01"}'),
    ]);
    await expectNames(context, plan, ["c"]);
  }),
});

function sorted(rows: readonly unknown[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

function typed(run: CacheCase["run"]): ReturnType<typeof needing> {
  return needing((supports) => supports.typed, run);
}

function named(id: string, name: string): ReturnType<typeof record> {
  return record(`{"id":${id},"name":${JSON.stringify(name)}}`);
}

async function expectNames(context: CaseContext, plan: StreamPlan, names: readonly string[]): Promise<void> {
  deepStrictEqual((await readData(context, plan)).map(({ name }) => String(name)).sort(), names.toSorted());
}
