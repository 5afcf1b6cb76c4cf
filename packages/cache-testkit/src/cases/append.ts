import { strictEqual } from "node:assert/strict";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { expectData, readRows } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";
import { streamState } from "../state-line.ts";

const users = defineStream("users");
const ada = { id: 1, name: "Ada" };
const bob = { id: 2, name: "Bob" };

/** The write mode that keeps every row. */
export const appendCases: readonly CacheCase[] = defineCases("append", {
  "rows of every run stay, identical ones too": async (context) => {
    const first = await context.load(users, [ada, ada, bob]);
    strictEqual(first.streams[0]?.written, 3);
    await context.load(users, [ada]);
    await expectData(context, users, [ada, ada, ada, bob]);
  },

  "a run without records leaves an empty table": async (context) => {
    await context.load(users, []);
    await expectData(context, users, []);
  },

  "a run without records leaves the rows alone": async (context) => {
    await context.load(users, [ada]);
    await context.load(users, []);
    await expectData(context, users, [ada]);
  },

  "every finalize shows its rows at once": async (context) => {
    const run = await context.begin([users]);
    await run.stage(users, [ada]);
    await run.finalize();
    await expectData(context, users, [ada]);
    await run.stage(users, [bob]);
    await run.finalize();
    await expectData(context, users, [ada, bob]);
  },

  "a run that fails keeps what its states earned": async (context) => {
    const run = await context.begin([users]);
    await run.stage(users, [ada]);
    await run.finalize({ states: [streamState(users.stream, '{"id":1}')] });
    await run.stage(users, [bob]);
    await run.finish({ outcome: "failed" });
    await expectData(context, users, [ada]);
  },

  "completing a stream removes nothing": async (context) => {
    await context.load(users, [ada]);
    const report = await context.load(users, [bob]);
    strictEqual(report.streams[0]?.deleted, 0);
    await expectData(context, users, [ada, bob]);
  },

  "every run goes on in the same generation": async (context) => {
    await context.load(users, [ada]);
    await context.load(users, [bob]);
    const generations = (await readRows(context, users)).map((row) => row["_airbyte_generation_id"]);
    strictEqual(new Set(generations).size, 1);
  },
});
