import type { BeginPlan, CacheRun } from "../cache/cache.ts";
import type { StoredStream } from "../cache/stored.ts";
import type { StreamPlan } from "../cache/stream-plan.ts";
import type { AirbyteCatalog } from "../protocol/catalog.ts";
import { type StreamKey, streamId, streamLabel } from "../protocol/stream.ts";
import { checkStreamOptions } from "./check-stream-options.ts";
import { describeMissingKey, doubtKey } from "./doubt-key.ts";
import { planRefresh } from "./plan-refresh.ts";
import type { PlannedStream } from "./planned-stream.ts";
import { type SelectedStream, selectStreams } from "./select-streams.ts";
import type { SyncOptions } from "./sync-options.ts";
import { chooseWriteMethod, type WriteMethod } from "./write-method.ts";

/** Everything a sync decides before the connector starts to read. */
export interface SyncPlan {
  readonly streams: readonly PlannedStream[];
  readonly begin: BeginPlan;
  readonly warnings: readonly PlanWarning[];
}

/** Something odd about the wishes that is no reason to stop. */
export interface PlanWarning {
  readonly code: string;
  readonly message: string;
  readonly stream: StreamKey;
}

/**
 * Plans a sync, without doing anything: what to read, how to write it, what to read again from its beginning. Throws
 * STREAM_UNKNOWN, STREAM_OPTION_INVALID, USAGE.
 */
export function planSync(
  catalog: AirbyteCatalog,
  options: Pick<SyncOptions, "streams" | "streamOptions" | "writeMode" | "fullRefresh" | "strict">,
  stored: Pick<CacheRun, "streams" | "states">,
  { isOtherConfig = false }: { readonly isOtherConfig?: boolean } = {},
): SyncPlan {
  const known = new Map(stored.streams.map((stream) => [streamId(stream.stream), stream]));
  const strict = options.strict === true;
  const planned = selectStreams(catalog, options).map((selected) =>
    planStream(selected, { stored: known.get(streamId(selected.key)), strict }),
  );
  const streams = planned.map(({ stream }) => stream);
  const refresh = planRefresh(streams, { fullRefresh: options.fullRefresh ?? false, isOtherConfig }, stored);
  return {
    streams,
    begin: { streams: streams.map(({ plan }) => plan), ...refresh },
    warnings: planned.flatMap(({ warnings }) => warnings),
  };
}

function planStream(
  { key, stream, options }: SelectedStream,
  past: { readonly stored: StoredStream | undefined; readonly strict: boolean },
): { stream: PlannedStream; warnings: PlanWarning[] } {
  checkStreamOptions(stream, options);
  const method = chooseWriteMethod(stream, options);
  const wish: StreamPlan = {
    stream: key,
    jsonSchema: stream.json_schema,
    mode: method.mode,
    primaryKey: method.primaryKey,
    cursor: method.cursor,
    columns: options.columns ?? {},
    undeclared: options.undeclared ?? "add",
    onTypeChange: options.onTypeChange ?? "widen",
    deletes: options.deletes ?? "hard",
  };
  const { plan, warnings } = withDoubts(wish, past);
  const trailing = options.trailing ?? "keep";
  return {
    stream: { key, stream, syncMode: method.syncMode, plan, trailing },
    warnings: [...warnOf(key, method), ...warnings],
  };
}

/** The plan with what is uncertain of its key. Rows that were not merged so far would become one by a key that leads nowhere. */
function withDoubts(
  wish: StreamPlan,
  past: { readonly stored: StoredStream | undefined; readonly strict: boolean },
): { plan: StreamPlan; warnings: PlanWarning[] } {
  const { stream } = wish;
  const uncertainKey = doubtKey(wish, past);
  if (uncertainKey === undefined) return { plan: wish, warnings: [] };
  const isUnmerged = past.stored !== undefined && past.stored.mode !== "merge" && past.stored.rows > 0;
  if (!isUnmerged) return { plan: { ...wish, uncertainKey }, warnings: [] };
  const message = describeMissingKey(streamLabel(stream), wish, uncertainKey.paths);
  return { plan: { ...wish, mode: "append" }, warnings: [{ code: "key-not-found", message, stream }] };
}

function warnOf(key: StreamKey, { cursor, ignoredCursor }: WriteMethod): PlanWarning[] {
  if (ignoredCursor === undefined) return [];
  const message = `The source defines the cursor of ${streamLabel(key)}: ${cursor?.join(".")} is used, not ${ignoredCursor.join(".")}.`;
  return [{ code: "cursor-ignored", message, stream: key }];
}
