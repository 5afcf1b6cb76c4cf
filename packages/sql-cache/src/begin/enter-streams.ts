import { type BeginPlan, type StreamPlan, streamId, type TableName } from "@airdock/core";
import type { StreamTable } from "../ledger/ledger-tables.ts";
import { ofStream, streamOf, tableOf } from "../ledger/stream-row.ts";
import type { RunContext, WriteUnit } from "../run/run-context.ts";
import { forgetStates } from "../state/forget-states.ts";
import { tableName } from "../table/table-name.ts";
import { checkStreamName } from "./check-stream-name.ts";
import { foreignTable } from "./foreign-table.ts";
import { planGeneration } from "./plan-generation.ts";

/**
 * Enters the streams of a run into the bookkeeping: new ones claim a table, refreshed ones get their next generation and lose
 * their state. Rejects with TABLE_NOT_OURS and NAME_INVALID. The answer has the row of every stream of the connection, by `streamId`.
 */
export async function enterStreams(
  context: RunContext,
  unit: WriteUnit,
  plan: BeginPlan,
): Promise<ReadonlyMap<string, StreamTable>> {
  const { connection } = context;
  const { ledger } = unit;
  for (const { stream } of plan.streams) checkStreamName(stream, context.dialect);
  if (plan.forget === true) await ledger.deleteFrom("states").where("connection", "=", connection).execute();
  await forgetStates(
    ledger,
    connection,
    plan.refresh.map(({ stream }) => stream),
  );
  const rows = new Map((await readRows(context, unit)).map((row) => [streamId(streamOf(row)), row]));
  const wishes = new Map(plan.streams.map((wish) => [streamId(wish.stream), wish]));
  const refreshes = new Map(plan.refresh.map((refresh) => [streamId(refresh.stream), refresh]));
  const fresh = [...wishes].filter(([id]) => !rows.has(id));
  const taken = fresh.length === 0 ? [] : await readTaken(unit);
  for (const [id, wish] of fresh) {
    const row = await claimTable(context, unit, wish, taken);
    taken.push(tableOf(row));
    rows.set(id, row);
  }
  for (const [id, row] of rows) {
    const [wish, refresh] = [wishes.get(id), refreshes.get(id)];
    if (wish === undefined && refresh === undefined) continue;
    const before = { generation: Number(row.generation), minimumGeneration: Number(row.minimum_generation) };
    const { generation, minimumGeneration } = planGeneration(before, wish?.mode, refresh);
    const change = {
      generation,
      minimum_generation: minimumGeneration,
      ...(refresh === undefined ? {} : { missed_state: 0 }),
    };
    // The generation of a `replace` is noted with its mode, when the table is shaped: a run that dies before leaves the stream as it is.
    if (wish?.mode !== "replace" || refresh !== undefined) {
      await ledger
        .updateTable("streams")
        .set(change)
        .where(ofStream(connection, streamOf(row)))
        .execute();
    }
    rows.set(id, { ...row, ...change });
  }
  return rows;
}

async function readRows({ connection }: RunContext, { ledger }: WriteUnit): Promise<readonly StreamTable[]> {
  return await ledger.selectFrom("streams").selectAll().where("connection", "=", connection).execute();
}

/** The tables that streams of any connection have claimed. */
async function readTaken({ ledger }: WriteUnit): Promise<TableName[]> {
  const rows = await ledger.selectFrom("streams").select(["table_schema", "table_name"]).execute();
  return rows.map(tableOf);
}

async function claimTable(
  context: RunContext,
  unit: WriteUnit,
  wish: StreamPlan,
  taken: readonly TableName[],
): Promise<StreamTable> {
  const { connection, dialect, templates } = context;
  const table = tableName({ connection, stream: wish.stream }, templates, taken, dialect.limits);
  const [other] = await dialect.introspect(unit.transaction, table);
  if (other !== undefined) throw foreignTable(wish.stream, table);
  const row: StreamTable = {
    connection,
    namespace: wish.stream.namespace ?? null,
    stream: wish.stream.name,
    table_schema: table.schema ?? null,
    table_name: table.name,
    json_schema: JSON.stringify(wish.jsonSchema),
    columns: null,
    primary_key: JSON.stringify(wish.primaryKey),
    cursor: wish.cursor === undefined ? null : JSON.stringify(wish.cursor),
    mode: wish.mode,
    generation: 0,
    minimum_generation: 0,
    missed_state: 0,
    unfinished_table: null,
    finalize_id: null,
    row_count: 0,
  };
  await unit.ledger.insertInto("streams").values(row).execute();
  return row;
}
