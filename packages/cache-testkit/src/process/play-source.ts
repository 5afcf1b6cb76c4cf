import type { StoredState, StreamPlan } from "@airdock/core";
import { runStart } from "../run-start.ts";
import { streamState } from "../state-line.ts";
import { TestRun } from "../test-run.ts";
import type { ScriptContext } from "./script-context.ts";

/** What `play-source` is told: records `0` to `total - 1`, a batch of `perBatch` at a time, a state after each batch. */
export interface PlayedSource {
  readonly plan: StreamPlan;
  readonly total: number;
  readonly perBatch: number;
  /** `id` counts up to this number and begins again; `version` counts all records. */
  readonly ids: number;
}

/** The records of a played source from a position on. */
export function playedRecords(
  { total, ids }: PlayedSource,
  from: number,
  count: number,
): { id: number; version: number }[] {
  const length = Math.max(0, Math.min(count, total - from));
  return Array.from({ length }, (_, index) => ({ id: (from + index) % ids, version: from + index }));
}

/**
 * A whole sync of a source that counts, and says a line before and after each step, so that it can be killed anywhere. It goes
 * on from the stored state, as a resumable source does; a stream that is replaced begins again.
 */
export async function playSource({ cache, input, print }: ScriptContext): Promise<void> {
  const source = input as PlayedSource;
  const { plan, total, perBatch } = source;
  const run = await TestRun.begin(await cache.startRun(await runStart()), [plan]);
  print("begun");
  let position = plan.mode === "replace" ? 0 : positionOf(run.states);
  while (position < total) {
    const records = playedRecords(source, position, perBatch);
    await run.stage(plan, records);
    print(`staged ${position}`);
    position += records.length;
    const states = plan.mode === "replace" ? [] : [streamState(plan.stream, `{"position":${position}}`)];
    print(`finalizing ${position}`);
    await run.finalize({ states });
    print(`finalized ${position}`);
  }
  print("completing");
  await run.finalize({ complete: true, states: [streamState(plan.stream, `{"position":${position}}`)] });
  print("completed");
  await run.finish();
  print("done");
}

function positionOf(states: readonly StoredState[]): number {
  const found = /"position":(\d+)/.exec(states[0]?.text ?? "");
  return Number(found?.[1] ?? 0);
}
