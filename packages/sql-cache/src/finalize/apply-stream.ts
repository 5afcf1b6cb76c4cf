import type { FinalizeReport } from "@airdock/core";
import { type RawBuilder, sql } from "kysely";
import { countUnkeyed } from "../load/count-unkeyed.ts";
import { insertRows } from "../load/insert-rows.ts";
import { inspectKeys } from "../load/inspect-keys.ts";
import { dropOrphans, keepOriginals } from "../load/quarantine.ts";
import { ofStream } from "../ledger/stream-row.ts";
import { keepFirstRejected } from "../run/keep-rejected.ts";
import type { RunContext, WriteUnit } from "../run/run-context.ts";
import type { StreamTarget } from "../run/stream-target.ts";
import { tableColumns } from "../schema/table-columns.ts";
import type { LoadedChanges, LoadedRows } from "../stage/stream-stage.ts";
import type { SqlStreamWriter } from "../stream-writer.ts";
import { dropOldGenerations } from "./drop-old-generations.ts";
import type { MergeCounts } from "./merge-strategy.ts";
import { makeUnfinished, swapUnfinished } from "./replace-table.ts";
import { becomeKeyless } from "./become-keyless.ts";
import { type WidenedKeys, widenKeys } from "./widen-keys.ts";

/** The rows of one stream that a finalize makes final. */
export interface StreamPart {
  readonly writer: SqlStreamWriter;
  /** The table as it is: the writer may know of further columns by now. */
  readonly target: StreamTarget;
  /** Rows with an ordinal above `after`, up to `through`; none when they are equal. */
  readonly after: number;
  readonly through: number;
  readonly complete: boolean;
}

/** What happened in one stream. */
export interface StreamOutcome {
  readonly report: Omit<FinalizeReport["streams"][number], "addedColumns">;
  /** The table with a key that this finalize has changed, proved or given up; undefined: it is as it was. */
  readonly target: StreamTarget | undefined;
}

/** Applies the staged rows of one stream, in the way of its mode, and notes it under the finalize's id. */
export async function applyStream(
  context: RunContext,
  unit: WriteUnit,
  part: StreamPart,
  id: string,
): Promise<StreamOutcome> {
  const owner = { connection: context.connection, stream: part.target.stream, table: part.target.table };
  const isReplace = part.target.mode === "replace";
  const hasRows = part.through > part.after;
  if (isReplace && (hasRows || part.complete)) await makeUnfinished(context, unit, part.target);
  const { counts, countChanges, keys, nullKeys = 0 } = hasRows ? await applyRows(context, unit, part) : nothingApplied;
  const target = keys?.target ?? part.target;
  const changes = await countChanges?.();
  const originals = changes?.originals;
  const unkeyed = originals === undefined ? 0 : await countUnkeyed(unit, target, originals);
  if (originals !== undefined) await keepOriginals(unit, context.dialect, owner, originals);
  const rejected = changes?.rejected ?? [];
  if (rejected.length > 0) await keepFirstRejected(context, unit, rejected);
  const outdated = part.complete && !isReplace ? await dropOldGenerations(unit, target) : 0;
  if (part.complete && isReplace) await swapUnfinished(context, unit, target);
  const mayHaveOrphans = isReplace ? part.complete : counts.removed + outdated > 0 || originals !== undefined;
  if (mayHaveOrphans) await dropOrphans(unit, context.dialect, owner);
  const growth = isReplace
    ? sql<number>`row_count`
    : sql<number>`row_count + ${counts.written - counts.removed - outdated}`;
  await noteFinalize(context, unit, part, { id, growth });
  const report = {
    stream: target.stream,
    written: counts.written,
    deleted: counts.deleted + outdated,
    changed: changes?.rows ?? 0,
    rejected: rejected.length,
    ...(unkeyed === 0 ? {} : { unkeyed }),
    ...(nullKeys <= unkeyed ? {} : { nullKeys: nullKeys - unkeyed }),
    ...(part.target.mode === "merge" && target.mode === "append" ? { isKeyless: true } : {}),
    ...(target.kept.length === 0 ? {} : { keptColumns: target.kept }),
    ...(keys?.widened?.length ? { widenedKeys: keys.widened } : {}),
    ...(keys?.keptApart?.length ? { keysKeptApart: keys.keptApart } : {}),
    ...(target.restored.length === 0 ? {} : { restoredColumns: target.restored }),
  };
  return { report, target: keys?.target };
}

const noRows: MergeCounts = { written: 0, deleted: 0, removed: 0 };

interface AppliedRows {
  readonly counts: MergeCounts;
  readonly countChanges?: () => Promise<LoadedChanges>;
  readonly keys?: ChangedKeys | undefined;
  readonly nullKeys?: number;
}

/** A table whose key is another by now, or is certain, or is given up. */
interface ChangedKeys extends Partial<Pick<WidenedKeys, "widened" | "keptApart">> {
  readonly target: StreamTarget;
}

const nothingApplied: AppliedRows = { counts: noRows };

async function applyRows(context: RunContext, unit: WriteUnit, part: StreamPart): Promise<AppliedRows> {
  const { transaction } = unit;
  const { target, writer } = part;
  if (target.mode === "merge") return await mergeRows(context, unit, part);
  const columns = tableColumns(target.columns).map(({ name }) => name);
  const inserted = await writer.insert(transaction, part);
  if (inserted !== undefined) {
    return { counts: { ...noRows, written: inserted.written }, countChanges: inserted.countChanges };
  }
  const loaded = await writer.load(transaction, part);
  const table = target.mode === "replace" ? target.unfinished : target.table;
  const written = await insertRows(transaction, table, columns, loaded);
  return { counts: { ...noRows, written }, countChanges: loaded.countChanges };
}

async function mergeRows(context: RunContext, unit: WriteUnit, part: StreamPart): Promise<AppliedRows> {
  const { transaction } = unit;
  const { binaryCollation, merge } = context.dialect;
  const first = await part.writer.load(transaction, part);
  const { sought } = part.target;
  const isFound =
    sought === undefined || (await inspectKeys(transaction, first.rows, part.target, sought.paths)).isFound;
  if (!isFound) return await appendRows(unit, await becomeKeyless(context, unit, part.target, sought), first);
  const certain = { ...part.target, sought: undefined };
  const inexact = (await first.findInexactKeys?.()) ?? [];
  const widened = inexact.length === 0 ? undefined : await widenKeys(context, unit, certain, inexact);
  const target = widened?.target ?? certain;
  const loaded = widened === undefined ? first : await part.writer.load(transaction, { ...part, target });
  const { nulls } = await inspectKeys(transaction, loaded.rows, target);
  const { table, key, cursor, deletedAt } = target;
  const columns = tableColumns(target.columns).map(({ name }) => name);
  const plan = { table, columns, key, cursor, deletedAt, binaryCollation, rows: loaded.rows };
  const counts = await merge.merge(transaction, plan);
  const keys = widened ?? (sought === undefined ? undefined : { target });
  return { counts, countChanges: loaded.countChanges, keys, nullKeys: nulls };
}

async function appendRows({ transaction }: WriteUnit, target: StreamTarget, loaded: LoadedRows): Promise<AppliedRows> {
  const columns = tableColumns(target.columns).map(({ name }) => name);
  const written = await insertRows(transaction, target.table, columns, loaded);
  return { counts: { ...noRows, written }, countChanges: loaded.countChanges, keys: { target } };
}

async function noteFinalize(
  { connection }: RunContext,
  { ledger }: WriteUnit,
  { target, complete }: Pick<StreamPart, "target" | "complete">,
  { id, growth }: { readonly id: string; readonly growth: RawBuilder<number> },
): Promise<void> {
  await ledger
    .updateTable("streams")
    .set({ finalize_id: id, row_count: growth, ...(complete ? { minimum_generation: 0 } : {}) })
    .where(ofStream(connection, target.stream))
    .execute();
}
