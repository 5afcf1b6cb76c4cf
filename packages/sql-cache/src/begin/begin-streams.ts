import { type BeginPlan, type CallOptions, rawIdPrefix, type StoredState, streamId } from "@airdock/core";
import type { RunContext } from "../run/run-context.ts";
import type { StreamTarget } from "../run/stream-target.ts";
import { readStates } from "../state/read-states.ts";
import type { StreamStage } from "../stage/stream-stage.ts";
import { SqlStreamWriter } from "../stream-writer.ts";
import { noteConnection } from "./accept-connection.ts";
import { enterStreams } from "./enter-streams.ts";
import { shapeTable } from "./shape-table.ts";

/**
 * Prepares a run: generations and cleared states in one transaction, then the table of each stream in one of its own. A run
 * that dies in between leaves nothing wrong: the next one does what is missing.
 */
export async function beginStreams(
  context: RunContext,
  plan: BeginPlan,
  options: CallOptions,
): Promise<{ readonly writers: readonly SqlStreamWriter[]; readonly states: readonly StoredState[] }> {
  const { rows, states } = await context.write(async (unit) => {
    await noteConnection(unit.ledger, context.start);
    const entered = await enterStreams(context, unit, plan);
    return { rows: entered, states: await readStates(unit.ledger, context.connection) };
  }, options);
  const writers: SqlStreamWriter[] = [];
  for (const [index, wish] of plan.streams.entries()) {
    const row = rows.get(streamId(wish.stream));
    if (row === undefined) continue;
    const target = await context.write(async (unit) => await shapeTable(context, unit, row, wish), options);
    writers.push(new SqlStreamWriter(context, target, openStage(context, target, index)));
  }
  return { writers, states };
}

function openStage({ dialect, run, writeStaging }: RunContext, target: StreamTarget, index: number): StreamStage {
  const { bulkLoad, columnType, limits, supports } = dialect;
  const { stream, generation, key, keyTexts } = target;
  return bulkLoad.openStage({
    run,
    stream,
    index,
    generation,
    key,
    keyTexts,
    rawIdPrefix: rawIdPrefix(run, stream),
    write: writeStaging,
    columnType,
    parameters: limits.parameters ?? 1000,
    schemas: supports.schemas ?? true,
  });
}
