import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { readdir } from "node:fs/promises";
import type { StreamPlan } from "@airdock/core";
import { type CacheCase, type CaseBody, defineCases } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { listDataTables } from "../inspect-database.ts";
import { playedRecords, type PlayedSource } from "../process/play-source.ts";
import { expectData } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";

const properties = { id: "integer", version: "integer" } as const;
const plans = {
  append: defineStream("events", { properties }),
  merge: defineStream("users", { properties, key: ["id"], cursor: "version" }),
  replace: defineStream("orders", { properties, mode: "replace" }),
};
const source = (plan: StreamPlan): PlayedSource => ({ plan, total: 60, perBatch: 12, ids: 25 });

/** A process that is killed (kill -9): the next one goes on, nothing is lost, nothing is there twice. */
export const crashCases: readonly CacheCase[] = defineCases("crash", {
  ...eachMode("killed after staging", async (context, plan) => {
    await killAt(context, plan, "staged 12");
    await playToEnd(context, plan);
  }),

  ...eachMode("killed while it finalizes", async (context, plan) => {
    await killAt(context, plan, "finalizing 12");
    await killAt(context, plan, "completing");
    await playToEnd(context, plan);
  }),

  ...eachMode("killed after the commit", async (context, plan) => {
    await killAt(context, plan, "finalized 12");
    await killAt(context, plan, "completed");
    await playToEnd(context, plan);
  }),

  ...eachMode("killed over and over, anywhere", async (context, plan) => {
    for (const lines of [1, 4, 6, 3]) await killAfter(context, plan, lines);
    await playToEnd(context, plan);
  }),

  ...eachMode("nothing is left behind of a killed process", async (context, plan) => {
    await context.load(plan, []);
    const before = await whatIsThere(context);
    await killAt(context, plan, "finalizing 24");
    await killAt(context, plan, "staged 12");
    await playToEnd(context, plan);
    deepStrictEqual(await whatIsThere(context), before);
  }),
});

function eachMode(
  what: string,
  run: (context: CaseContext, plan: StreamPlan) => Promise<void>,
): Record<string, CaseBody> {
  return Object.fromEntries(
    Object.entries(plans).map(([mode, plan]) => [
      `${mode}: ${what}`,
      { needs: ({ durable }) => durable, run: (context) => run(context, plan) } satisfies CaseBody,
    ]),
  );
}

/** Kills a process that syncs when it says a line; if it never does, it has come to its end. */
async function killAt(context: CaseContext, plan: StreamPlan, wanted: string): Promise<void> {
  const process = context.startProcess("play-source", source(plan));
  for (let line = await process.line(); line !== undefined && line !== wanted;) line = await process.line();
  await process.kill();
}

/** Kills a process that syncs when it has said so many lines. */
async function killAfter(context: CaseContext, plan: StreamPlan, lines: number): Promise<void> {
  const process = context.startProcess("play-source", source(plan));
  for (let line = 0; line < lines; line += 1) ok((await process.line()) !== undefined);
  await process.kill();
}

/** Lets a process sync to its end; afterwards everything is as if nobody had been killed. */
async function playToEnd(context: CaseContext, plan: StreamPlan): Promise<void> {
  const process = context.startProcess("play-source", source(plan));
  await process.until("done");
  strictEqual(await process.line(), undefined);
  await expectData(context, plan, rowsAtEnd(source(plan)));
  const states = await (await context.open()).states("shop");
  deepStrictEqual(
    states.map(({ text }) => /"position":(\d+)/.exec(text)?.[1]),
    ["60"],
  );
  const runs = await (await context.open()).runs();
  strictEqual(runs[0]?.report?.outcome, "ok");
}

function rowsAtEnd(played: PlayedSource): readonly { id: number; version: number }[] {
  const records = playedRecords(played, 0, played.total);
  if (played.plan.mode !== "merge") return records;
  return [...new Map(records.map((row) => [row.id, row])).values()];
}

/** The tables in the database and the files in its folder, once it is closed. */
async function whatIsThere(context: CaseContext): Promise<{ tables: readonly string[]; files: readonly string[] }> {
  await (await context.reopen()).close();
  const tables = context.supports.sql ? await listDataTables(context) : [];
  const files = (await readdir(context.folder, { recursive: true })).sort();
  await context.reopen();
  return { tables, files };
}
