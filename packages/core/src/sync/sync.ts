import type { CacheRun } from "../cache/cache.ts";
import type { StreamPlan } from "../cache/stream-plan.ts";
import type { StreamPreview } from "../cache/stream-preview.ts";
import { announcePlan } from "./announce-plan.ts";
import { chooseStates } from "./choose-states.ts";
import { concludeSync } from "./conclude-sync.ts";
import { moveRecords } from "./move-records.ts";
import { openSync, type SyncFrame } from "./open-sync.ts";
import { listChanges, planSync, type SyncPlan } from "./plan-sync.ts";
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
    const previews = await previewChanges(frame, listChanges(catalog, options, run));
    const plan = planSync(catalog, options, run, { isOtherConfig, previews });
    const { writers, states } = await beginPlanned(plan, run, frame);
    const sent = chooseStates(states, plan.streams);
    const parts = createRunParts({ ...frame, run, plan, writers, kept: states, sent });
    announcePlan(parts, frame.cache);
    const endedWell = plan.streams.length === 0 || (await moveRecords(frame, parts));
    return { parts, errors: await settleStreams(parts, endedWell) };
  });
  return await concludeSync(frame, parts, errors);
}

/** What the cache says of streams whose mode or key changes. It is asked only when there are any. */
async function previewChanges(
  { cache, connection, call }: SyncFrame,
  plans: readonly StreamPlan[],
): Promise<readonly StreamPreview[]> {
  return plans.length === 0 ? [] : ((await cache.preview?.(connection, plans, call)) ?? []);
}

/** Where all streams are refused, nothing begins. */
async function beginPlanned(
  plan: SyncPlan,
  run: CacheRun,
  { call }: SyncFrame,
): Promise<Awaited<ReturnType<CacheRun["begin"]>>> {
  return plan.streams.length === 0 ? { writers: [], states: run.states } : await run.begin(plan.begin, call);
}
