import { isAirdockError, type StreamPlan } from "@airdock/core";
import type { JsonObject } from "@airdock/core";
import { runStart } from "../run-start.ts";
import { TestRun } from "../test-run.ts";
import type { ScriptContext } from "./script-context.ts";

/** What `hold-run` is told. */
export interface HeldRun {
  readonly plan: StreamPlan;
  readonly records: readonly JsonObject[];
}

/**
 * Starts a run, stages records and says `staged`; at the next word it finalizes and says `finalized`, at the one after that
 * it finishes and says `finished`. What fails is said by its code.
 */
export async function holdRun({ cache, input, print, heard }: ScriptContext): Promise<void> {
  const { plan, records } = input as HeldRun;
  const run = await TestRun.begin(await cache.startRun(await runStart()), [plan]);
  await run.stage(plan, records);
  print("staged");
  await heard();
  await say("finalized", async () => void (await run.finalize({ complete: true })));
  await heard();
  await say("finished", async () => await run.finish());

  async function say(word: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      print(word);
    } catch (error) {
      print(isAirdockError(error) ? error.code : String(error));
    }
  }
}
