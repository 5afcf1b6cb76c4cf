import type { BeginPlan, CacheRun } from "../cache/cache.ts";
import type { StoredStream } from "../cache/stored.ts";
import type { StreamRefresh } from "../cache/stream-plan.ts";
import { type StreamKey, streamId } from "../protocol/stream.ts";
import type { PlannedStream } from "./planned-stream.ts";

/** Why streams may have to be read again. */
export interface RefreshWish {
  readonly fullRefresh: boolean | "keep";
  /** Everything stored was read with another config. */
  readonly isOtherConfig: boolean;
}

/**
 * Which streams are read again from their beginning: those the user asks for, those that were replaced so far, those
 * that a GLOBAL or LEGACY state went on without. A refresh that is unfinished goes on as it is. LEGACY is one state for
 * all: forgetting one stream forgets every stream. So does another config.
 */
export function planRefresh(
  planned: readonly PlannedStream[],
  { fullRefresh, isOtherConfig }: RefreshWish,
  stored: Pick<CacheRun, "streams" | "states">,
): Pick<BeginPlan, "refresh" | "forget"> {
  const known = new Map(stored.streams.map((stream) => [streamId(stream.stream), stream]));
  const accumulating = planned.filter(({ plan }) => plan.mode !== "replace");
  const refresh = accumulating.flatMap(({ key }): StreamRefresh[] => {
    const before = known.get(streamId(key));
    if (mustStartAgain(before)) return [{ stream: key, keep: false }];
    const wanted = fullRefresh !== false && !isUnfinished(before) && hasPast(key, before, stored);
    return wanted ? [{ stream: key, keep: fullRefresh === "keep" }] : [];
  });
  const isLegacy = refresh.length > 0 && stored.states.some(({ type }) => type === "LEGACY");
  if (!isLegacy && !isOtherConfig) return { refresh };
  const settled = new Set(refresh.map(({ stream }) => streamId(stream)));
  const others = [...accumulating.map(({ key }) => key), ...notPlanned(stored.streams, planned)];
  const forced = others.filter((stream) => !settled.has(streamId(stream)));
  return { refresh: [...refresh, ...forced.map((stream) => ({ stream, keep: fullRefresh === "keep" }))], forget: true };
}

/** What is stored belongs to another way of reading, or to a state that has gone on since. */
function mustStartAgain(stored: StoredStream | undefined): boolean {
  return stored !== undefined && (stored.mode === "replace" || stored.missedState);
}

function isUnfinished(stored: StoredStream | undefined): boolean {
  return stored !== undefined && stored.minimumGeneration > 0;
}

function hasPast(key: StreamKey, before: StoredStream | undefined, stored: Pick<CacheRun, "states">): boolean {
  return (
    before !== undefined ||
    stored.states.some(({ stream }) => stream === undefined || streamId(stream) === streamId(key))
  );
}

/** The streams that keep their rows and take no part in this run. */
function notPlanned(stored: readonly StoredStream[], planned: readonly PlannedStream[]): StreamKey[] {
  const ids = new Set(planned.map(({ key }) => streamId(key)));
  return stored
    .filter(({ stream, mode }) => mode !== "replace" && !ids.has(streamId(stream)))
    .map(({ stream }) => stream);
}
