import { deepStrictEqual } from "node:assert/strict";
import type { StreamPlan } from "@airdock/core";
import { type CacheCase, defineCases } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { readQuarantine } from "../inspect-database.ts";
import { record, type TestRecord } from "../record/test-record.ts";
import { defineStream, type TestStreamOptions } from "../record/test-stream.ts";
import { deadHolder } from "../run-start.ts";

const properties = { id: "integer", age: "integer", _ab_cdc_deleted_at: "string" } as const;
const define = (options: TestStreamOptions = {}) => defineStream("users", { properties, ...options });
const bad = (id: number): TestRecord => ({ id, age: `bad ${id}` });

/** The originals of values that could not be stored. They are there as long as their row is. */
export const quarantineCases: readonly CacheCase[] = defineCases(
  "quarantine",
  withSql({
    "an original is kept as it came": async (context) => {
      const users = define();
      await context.load(users, [
        bad(1),
        record('{"id":2,"age":{"years" : 30, "n":0.1234567890123456789}}'),
        { id: 3, age: 4 },
        record('{"id":4,"age":"it\'s\\t\\u00e9"}'),
      ]);
      const originals = (await readQuarantine(context, users))
        .map(({ field, original }) => [field, String(original).replaceAll(" ", "")])
        .sort();
      deepStrictEqual(
        originals,
        [
          ["age", "bad1"],
          ["age", "it's\t\u00e9"],
          ["age", '{"years":30,"n":0.1234567890123456789}'],
        ].sort(),
      );
    },

    "staging twice keeps it once, and not before finalize": async (context) => {
      const users = define();
      const run = await context.begin([users]);
      await run.stage(users, [bad(1), bad(2)], { times: 2 });
      deepStrictEqual(await readQuarantine(context, users), []);
      await run.finalize({ streams: [{ plan: users, through: 1 }] });
      await expectOriginals(context, users, ["bad 1"]);
      await run.finish();
      await expectOriginals(context, users, ["bad 1"]);
    },

    "a stream may have properties with the names of its columns": async (context) => {
      const names = { raw_id: "string", stream: "string", connection: "string", namespace: "string" } as const;
      const users = defineStream("users", { properties: { ...properties, ...names }, key: ["id"] });
      await context.load(users, [{ ...bad(1), raw_id: "x", stream: "x", connection: "x" }, bad(2)]);
      await context.load(users, [{ id: 1, age: 30, raw_id: "y" }]);
      await expectOriginals(context, users, ["bad 2"]);
    },

    "it goes when a newer row takes the place of its row": async (context) => {
      const users = define({ key: ["id"] });
      await context.load(users, [bad(1), bad(2)]);
      await context.load(users, [{ id: 1, age: 30 }]);
      await expectOriginals(context, users, ["bad 2"]);
    },

    "of a row that never got into the table nothing is kept": async (context) => {
      const users = define({ key: ["id"] });
      await context.load(users, [bad(1), { id: 1, age: 30 }, bad(2)]);
      await expectOriginals(context, users, ["bad 2"]);
    },

    "it goes with a row that is deleted": async (context) => {
      const users = define({ key: ["id"] });
      await context.load(users, [bad(1), bad(2)]);
      await context.load(users, [{ id: 1, _ab_cdc_deleted_at: "2024-01-01T00:00:00Z" }]);
      await expectOriginals(context, users, ["bad 2"]);
    },

    "it goes with a table that is replaced": async (context) => {
      const users = define({ mode: "replace" });
      await context.load(users, [bad(1)]);
      const run = await context.begin([users]);
      await run.stage(users, [bad(2)]);
      await run.finalize();
      await run.finalize({ complete: true });
      await run.finish();
      await expectOriginals(context, users, ["bad 2"]);
      await context.load(users, []);
      await expectOriginals(context, users, []);
    },

    "it goes with what a failed or killed replace had gathered": async (context) => {
      const users = define({ mode: "replace" });
      await context.load(users, [bad(1)]);
      const failed = await context.begin([users]);
      await failed.stage(users, [bad(2)]);
      await failed.finalize();
      await failed.writer(users).discard();
      await failed.finish({ outcome: "failed" });
      const killed = await context.begin([users], { start: { holder: await deadHolder() } });
      await killed.stage(users, [bad(3)]);
      await killed.finalize();
      await context.startRun();
      await expectOriginals(context, users, ["bad 1"]);
    },

    "it goes with rows of an older generation": async (context) => {
      const users = define();
      await context.load(users, [bad(1)]);
      await context.load(users, [bad(2)], { begin: { refresh: [{ stream: users.stream, keep: false }] } });
      await expectOriginals(context, users, ["bad 2"]);
    },

    "it goes when a table is deduplicated": async (context) => {
      await context.load(define(), [bad(1), { id: 1, age: 30 }, bad(2)]);
      await context.load(define({ key: ["id"] }), []);
      await expectOriginals(context, define(), ["bad 2"]);
    },

    "streams of the same name have their own": async (context) => {
      const [one, other] = [define({ namespace: "a", mode: "replace" }), define({ namespace: "b", mode: "replace" })];
      await context.load(one, [bad(1)]);
      await context.load(other, [bad(2)]);
      await context.load(other, []);
      await expectOriginals(context, one, ["bad 1"]);
      await expectOriginals(context, other, []);
    },
  }),
);

function withSql(cases: Readonly<Record<string, CacheCase["run"]>>): Record<string, Pick<CacheCase, "needs" | "run">> {
  const needs: NonNullable<CacheCase["needs"]> = ({ typed, sql }) => typed && sql;
  return Object.fromEntries(Object.entries(cases).map(([name, run]) => [name, { needs, run }]));
}

async function expectOriginals(context: CaseContext, plan: StreamPlan, originals: readonly string[]): Promise<void> {
  deepStrictEqual((await readQuarantine(context, plan)).map(({ original }) => original).sort(), originals);
}
