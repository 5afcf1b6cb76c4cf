import { isAirdockError, type JsonObject, type StreamPlan } from "@airdock/core";
import { runStart } from "../run-start.ts";
import { TestRun } from "../test-run.ts";
import type { ScriptContext } from "./script-context.ts";

/** What `hold-run` is told. */
export interface HeldRun {
  readonly plan: StreamPlan;
  readonly records: readonly JsonObject[];
  /** Default `shop`. */
  readonly connection?: string;
}

/**
 * Starts a run, stages records and says `staged`; at the next word it finalizes and says `finalized`, at the one after that
 * it finishes and says `finished`. What fails is said by its code.
 */
export async function holdRun({ cache, input, print, heard }: ScriptContext): Promise<void> {
  const { plan, records, connection = "shop" } = input as HeldRun;
  const say = async (word: string, work: () => Promise<unknown>): Promise<void> => {
    const error = await work().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    print(error === undefined ? word : isAirdockError(error) ? error.code : String(error));
  };
  const run = await TestRun.begin(await cache.startRun(await runStart({ connection })), [plan]);
  await run.stage(plan, records);
  print("staged");
  await heard();
  await say("finalized", () => run.finalize({ complete: true }));
  await heard();
  await say("finished", () => run.finish());
}
