import type { StoredColumn, StreamPlan, TableName } from "@airdock/core";
import type { KeyedTable } from "../finalize/merge-strategy.ts";
import type { StreamTable } from "../ledger/ledger-tables.ts";
import { columnsOf, ofStream, tableOf } from "../ledger/stream-row.ts";
import type { RunContext, WriteUnit } from "../run/run-context.ts";
import type { SoughtKey, StreamTarget } from "../run/stream-target.ts";
import type { TableShape } from "../schema/introspect-tables.ts";
import { metaColumns, ownPrefix } from "../table/meta-column.ts";
import { propertyTypes } from "../table/plan-table.ts";
import { uniqueName } from "../table/unique-name.ts";
import { dedupeStream } from "./dedupe-stream.ts";
import { foreignTable } from "./foreign-table.ts";
import { findColumn, findKey } from "./find-column.ts";
import { findRestored, moveLast } from "./find-restored.ts";
import { isKept, planColumns } from "./plan-columns.ts";
import { planKey } from "./plan-key.ts";
import { planKeyTexts } from "./plan-key-texts.ts";
import { takeSteps } from "./take-steps.ts";

/** Makes a stream's table, or brings it up to what the run needs; a table that `replace` will swap stays as it is. */
export async function shapeTable(
  context: RunContext,
  unit: WriteUnit,
  row: StreamTable,
  wish: StreamPlan,
): Promise<StreamTarget> {
  const { dialect } = context;
  const table = tableOf(row);
  const [shape] = await dialect.introspect(unit.transaction, table);
  if (shape !== undefined && !isOurs(shape, row)) throw foreignTable(wish.stream, table);
  const existing = shape?.columns.map(({ name }) => name);
  const isStaying = isKept(wish, existing);
  const plan = await planColumns(context, unit.transaction, { row, wish, existing });
  const isPrepared = existing === undefined || wish.mode !== "merge" || (await isKeyPrepared(context, unit, table));
  const keyPlan = planKey(row, wish, plan.steps, isPrepared);
  if (keyPlan.release && existing !== undefined) await dialect.merge.release(unit.transaction, table);
  const { moved, restored } =
    existing === undefined || isStaying || Number(row.row_count) === 0
      ? { moved: [], restored: [] }
      : await findRestored(unit.transaction, { table, existing, stored: columnsOf(row) });
  const nothingTaken = { columns: plan.columns, kept: [] };
  const taken = isStaying ? nothingTaken : await takeSteps(context, unit, table, plan);
  const { kept } = taken;
  const columns = moveLast(taken.columns, moved);
  const keyed = keyedTable(context, row, wish, columns);
  const sought = wish.mode === "merge" ? soughtKey(context, wish, columns) : undefined;
  const rowHandle = dialect.merge.rowHandle?.([...(existing ?? []), ...keyed.columns]);
  if (keyPlan.dedupe && existing !== undefined) await dedupeStream(context, unit, wish.stream, { ...keyed, rowHandle });
  if (keyPlan.prepare) await dialect.merge.prepare(unit.transaction, keyed);
  await noteShape(context, unit, { row, wish, columns: isStaying ? undefined : columns });
  return {
    stream: wish.stream,
    table,
    unfinished: { ...table, name: unfinishedName(context, row) },
    columns,
    kept,
    restored,
    existing: existing ?? [],
    mode: wish.mode,
    key: keyed.key,
    sought,
    provisional: sought === undefined ? [] : newColumns(sought, wish, existing ?? []),
    keyTexts: planKeyTexts(keyed.key, columns, existing ?? [], dialect.limits),
    onTypeChange: wish.onTypeChange,
    cursor: keyed.cursor,
    deletedAt: wish.deletes === "hard" ? columns.find(({ field }) => field === deletedField)?.name : undefined,
    generation: Number(row.generation),
    minimumGeneration: Number(row.minimum_generation),
    undeclared: wish.undeclared,
    declared: new Set(propertyTypes(wish.jsonSchema).keys()),
  };
}

/** Cut where the database cuts names, so that tables whose names begin alike do not meet. */
function unfinishedName({ dialect, run }: RunContext, { table_name: original }: StreamTable): string {
  return uniqueName({ plain: `${ownPrefix}unfinished_${run.id}_${original}`, original }, dialect.limits, () => false);
}

/** The table is made in the transaction that stores its columns; one of the user's may have taken its place since. */
function isOurs({ columns }: TableShape, row: StreamTable): boolean {
  const own: ReadonlySet<string> = new Set(metaColumns);
  return row.columns !== null && columns.some(({ name }) => own.has(name));
}

async function isKeyPrepared({ dialect }: RunContext, unit: WriteUnit, table: TableName): Promise<boolean> {
  return (await dialect.merge.isPrepared?.(unit.transaction, table)) ?? true;
}

/** Where CDC sources say when a row was deleted. */
const deletedField = "_ab_cdc_deleted_at";

function keyedTable(
  { dialect }: RunContext,
  row: StreamTable,
  { mode, primaryKey, cursor, stream }: StreamPlan,
  columns: readonly StoredColumn[],
): KeyedTable {
  const isKeyed = mode === "merge";
  return {
    table: tableOf(row),
    columns: columns.map(({ name }) => name),
    key: isKeyed ? primaryKey.flatMap((path) => findKey(dialect, columns, path, stream)) : [],
    cursor: isKeyed && cursor !== undefined ? findColumn(dialect, columns, cursor, stream) : undefined,
    binaryCollation: dialect.binaryCollation,
  };
}

function soughtKey(
  { dialect }: RunContext,
  { uncertainKey, stream }: StreamPlan,
  columns: readonly StoredColumn[],
): SoughtKey | undefined {
  if (uncertainKey === undefined) return undefined;
  const { paths, otherwise, advice } = uncertainKey;
  return {
    paths: paths.map((path) => findColumn(dialect, columns, path, stream)),
    labels: paths.map((path) => JSON.stringify(path.join("."))),
    otherwise,
    advice,
  };
}

function newColumns(
  { paths }: SoughtKey,
  { jsonSchema, uncertainKey }: StreamPlan,
  existing: readonly string[],
): readonly string[] {
  const declared = propertyTypes(jsonSchema);
  const undeclared = paths.filter((_, index) => !declared.has(uncertainKey?.paths[index]?.[0] ?? ""));
  return [...new Set(undeclared.map(({ column }) => column))].filter((name) => !existing.includes(name));
}

async function noteShape(
  { connection }: RunContext,
  { ledger }: WriteUnit,
  {
    row,
    wish,
    columns,
  }: {
    readonly row: StreamTable;
    readonly wish: StreamPlan;
    readonly columns: readonly StoredColumn[] | undefined;
  },
): Promise<void> {
  await ledger
    .updateTable("streams")
    .set({
      json_schema: JSON.stringify(wish.jsonSchema),
      primary_key: JSON.stringify(wish.primaryKey),
      cursor: wish.cursor === undefined ? null : JSON.stringify(wish.cursor),
      mode: wish.mode,
      generation: row.generation,
      minimum_generation: row.minimum_generation,
      ...(columns === undefined ? {} : { columns: JSON.stringify(columns) }),
    })
    .where(ofStream(connection, wish.stream))
    .execute();
}
