import type { CallOptions, RunReport } from "@airdock/core";
import { dropUnfinished } from "../finalize/drop-unfinished.ts";
import type { RunContext } from "./run-context.ts";

/** Removes what was staged and not finalized, or gathered and not swapped; keeps the report and gives the lease back. */
export async function finishRun(context: RunContext, report: RunReport, options: CallOptions): Promise<void> {
  const { dialect, run, writeStaging } = context;
  await dialect.bulkLoad.clear([run], writeStaging);
  await context.writeAndRelease(async (unit) => {
    await dropUnfinished(context, unit);
    await unit.ledger
      .updateTable("runs")
      .set({ ended_at: new Date().toISOString(), outcome: report.outcome, report: JSON.stringify(report) })
      .where("id", "=", run.id)
      .execute();
  }, options);
}
