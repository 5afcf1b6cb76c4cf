import { strictEqual } from "node:assert/strict";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { expectData } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";

const properties = { id: "integer", version: "integer", _ab_cdc_deleted_at: "string" } as const;
const hard = defineStream("users", { properties, key: ["id"], cursor: "version" });
const soft = { ...hard, deletes: "soft" as const };
const row = (id: number, version: number, deletedAt: string | null = null) => ({
  id,
  version,
  _ab_cdc_deleted_at: deletedAt,
});

/** Rows of a merged stream that the source says are deleted (`_ab_cdc_deleted_at`). */
export const deletionCases: readonly CacheCase[] = defineCases("deletion", {
  "hard: the row goes": async (context) => {
    await context.load(hard, [row(1, 1), row(2, 1)]);
    const report = await context.load(hard, [row(1, 2, "2024-01-01T00:00:00Z")]);
    strictEqual(report.streams[0]?.deleted, 1);
    await expectData(context, hard, [row(2, 1)]);
  },

  "hard: a row that was never there leaves nothing": async (context) => {
    await context.load(hard, [row(1, 1, "2024-01-01T00:00:00Z"), row(2, 1)]);
    await expectData(context, hard, [row(2, 1)]);
  },

  "hard: a deletion that is older than the row removes nothing": async (context) => {
    await context.load(hard, [row(1, 5)]);
    await context.load(hard, [row(1, 3, "2024-01-01T00:00:00Z")]);
    await expectData(context, hard, [row(1, 5)]);
  },

  "hard: within one part the newest record of a key counts": async (context) => {
    await context.load(hard, [
      row(1, 1),
      row(1, 2, "2024-01-01T00:00:00Z"),
      row(2, 1, "2024-01-01T00:00:00Z"),
      row(2, 2),
      row(3, 2),
      row(3, 1, "2024-01-01T00:00:00Z"),
    ]);
    await expectData(context, hard, [row(2, 2), row(3, 2)]);
  },

  "hard: a deleted row can come back": async (context) => {
    await context.load(hard, [row(1, 1)]);
    await context.load(hard, [row(1, 2, "2024-01-01T00:00:00Z")]);
    await expectData(context, hard, []);
    await context.load(hard, [row(1, 3)]);
    await expectData(context, hard, [row(1, 3)]);
  },

  "hard: any value but null deletes, whatever the type of the column": async (context) => {
    const plan = defineStream("users", {
      properties: { id: "integer", _ab_cdc_deleted_at: "timestamp_with_timezone" },
      key: ["id"],
    });
    await context.load(plan, [
      { id: 1, _ab_cdc_deleted_at: "2024-01-01T00:00:00.000Z" },
      { id: 2, _ab_cdc_deleted_at: null },
      { id: 3 },
    ]);
    await expectData(context, plan, [
      { id: 2, _ab_cdc_deleted_at: null },
      { id: 3, _ab_cdc_deleted_at: null },
    ]);
  },

  "soft: the row stays, with the time it was deleted": async (context) => {
    await context.load(soft, [row(1, 1), row(2, 1)]);
    const report = await context.load(soft, [row(1, 2, "2024-01-01T00:00:00Z")]);
    strictEqual(report.streams[0]?.deleted, 0);
    await expectData(context, soft, [row(1, 2, "2024-01-01T00:00:00Z"), row(2, 1)]);
  },

  "append keeps every record, deletions too": async (context) => {
    const appended = defineStream("users", { properties });
    await context.load(appended, [row(1, 1), row(1, 2, "2024-01-01T00:00:00Z")]);
    await expectData(context, appended, [row(1, 1), row(1, 2, "2024-01-01T00:00:00Z")]);
  },
});
