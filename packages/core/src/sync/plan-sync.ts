import type { BeginPlan, CacheRun } from "../cache/cache.ts";
import type { TableName } from "../cache/stored.ts";
import type { StreamPlan } from "../cache/stream-plan.ts";
import type { StreamPreview } from "../cache/stream-preview.ts";
import type { AirdockError } from "../error/airdock-error.ts";
import type { AirbyteCatalog } from "../protocol/catalog.ts";
import { type StreamKey, streamId } from "../protocol/stream.ts";
import { type DraftedStream, draftStreams, type PlanOptions, type PlanWarning } from "./draft-streams.ts";
import { type ChangeConsent, isChange, judgeChange, mayHaveKey, withoutKey } from "./judge-change.ts";
import { judgeShape } from "./judge-shape.ts";
import { leadsNowhere } from "./doubt-key.ts";
import { planRefresh } from "./plan-refresh.ts";
import type { PlannedStream } from "./planned-stream.ts";

/** Everything a sync decides before the connector starts to read. */
export interface SyncPlan {
  readonly streams: readonly PlannedStream[];
  /** Streams that are not read: rows stored before would go, or what they declare cannot be. */
  readonly refused: readonly RefusedStream[];
  readonly begin: BeginPlan;
  readonly warnings: readonly PlanWarning[];
}

/** A stream that takes no part in the run, and its table, if it has one, which stays as it is. */
export interface RefusedStream {
  readonly key: StreamKey;
  readonly plan: StreamPlan;
  readonly table: TableName | undefined;
  readonly error: AirdockError;
}

/**
 * Plans a sync, without doing anything: what to read, how to write it, what to read again from its beginning, and which streams to leave
 * as they are. `previews`: of the streams that `listChanges` names. Throws STREAM_UNKNOWN, STREAM_OPTION_INVALID, USAGE.
 */
export function planSync(
  catalog: AirbyteCatalog,
  options: PlanOptions,
  stored: Pick<CacheRun, "streams" | "states">,
  known: { readonly isOtherConfig?: boolean; readonly previews?: readonly StreamPreview[] } = {},
): SyncPlan {
  const { isOtherConfig = false, previews = [] } = known;
  const consent = {
    isAccepted: options.acceptChange === true || options.fullRefresh === true,
    strict: options.strict === true,
  };
  const byId = new Map(previews.map((preview) => [streamId(preview.stream), preview]));
  const judged = draftStreams(catalog, options, stored).map((draft) => judgeDraft(draft, consent, byId));
  const streams = judged.flatMap(({ stream }) => stream ?? []);
  const refresh = planRefresh(streams, { fullRefresh: options.fullRefresh ?? false, isOtherConfig }, stored);
  return {
    streams,
    refused: judged.flatMap(({ refused }) => refused ?? []),
    begin: { streams: streams.map(({ plan }) => plan), ...refresh },
    warnings: judged.flatMap(({ warnings }) => warnings),
  };
}

/** The plans of those streams whose change of mode or key may cost rows: the cache is to be asked for a preview of them. */
export function listChanges(
  catalog: AirbyteCatalog,
  options: PlanOptions,
  stored: Pick<CacheRun, "streams">,
): readonly StreamPlan[] {
  return draftStreams(catalog, options, stored)
    .filter(({ stream: { plan }, stored: before }) => isChange(plan, before) && mayHaveKey(plan, before))
    .map(({ stream }) => stream.plan);
}

function judgeDraft(
  { stream, stored, warnings }: DraftedStream,
  consent: ChangeConsent,
  previews: ReadonlyMap<string, StreamPreview>,
): { stream?: PlannedStream; refused?: RefusedStream; warnings: readonly PlanWarning[] } {
  const { plan, key } = stream;
  const misshapen = judgeShape(stream);
  if (misshapen !== undefined) return { refused: { key, plan, table: stored?.table, error: misshapen }, warnings };
  const verdict = leadsNowhere(plan)
    ? withoutKey(plan, { mayAppend: plan.uncertainKey?.otherwise === "append" })
    : isChange(plan, stored)
      ? judgeChange({ plan, stored, preview: previews.get(streamId(key)) }, consent)
      : { plan };
  if (verdict.error !== undefined)
    return { refused: { key, plan, table: stored?.table, error: verdict.error }, warnings };
  const more = verdict.warning === undefined ? [] : [verdict.warning];
  return { stream: { ...stream, plan: verdict.plan }, warnings: [...warnings, ...more] };
}
