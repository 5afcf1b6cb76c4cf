import { announcePlan } from "./announce-plan.ts";
import { chooseStates } from "./choose-states.ts";
import { concludeSync } from "./conclude-sync.ts";
import { moveRecords } from "./move-records.ts";
import { openSync } from "./open-sync.ts";
import { planSync } from "./plan-sync.ts";
import { createRunParts } from "./run-parts.ts";
import { settleStreams } from "./settle-streams.ts";
import { startRun, withinRun } from "./start-run.ts";
import type { SyncOptions } from "./sync-options.ts";
import type { SyncResult } from "./sync-result.ts";

/**
 * Reads streams of a source into a cache. Rows become visible together with the states that earned them, so that a sync
 * which is stopped at any moment goes on where it was the next time.
 *
 * Rejects with a `SyncError`, which has the `result`, when a stream failed or the sync was interrupted; with other errors
 * when nothing was read yet: of the source (CONFIG_INVALID, CONNECTOR_FAILED …), of the cache (CONNECTION_BUSY,
 * CONNECTION_CHANGED …), of the options (STREAM_UNKNOWN, STREAM_OPTION_INVALID …).
 */
export async function sync(options: SyncOptions): Promise<SyncResult> {
  using frame = openSync(options);
  const catalog = await frame.source.discover(frame.call);
  const { run, isOtherConfig } = await startRun(frame);
  const { parts, errors } = await withinRun(frame, run, async () => {
    const plan = planSync(catalog, options, run, { isOtherConfig });
    const { writers, states } = await run.begin(plan.begin, frame.call);
    const sent = chooseStates(states, plan.streams);
    const parts = createRunParts({ ...frame, run, plan, writers, kept: states, sent });
    announcePlan(parts, frame.cache);
    const endedWell = await moveRecords(frame, parts);
    return { parts, errors: await settleStreams(parts, endedWell) };
  });
  return await concludeSync(frame, parts, errors);
}
