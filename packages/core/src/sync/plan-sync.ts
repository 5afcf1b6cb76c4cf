import type { BeginPlan, CacheRun } from "../cache/cache.ts";
import type { StreamPlan } from "../cache/stream-plan.ts";
import type { AirbyteCatalog } from "../protocol/catalog.ts";
import { type StreamKey, streamLabel } from "../protocol/stream.ts";
import { checkStreamOptions } from "./check-stream-options.ts";
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
  options: Pick<SyncOptions, "streams" | "streamOptions" | "writeMode" | "fullRefresh">,
  stored: Pick<CacheRun, "streams" | "states">,
  { isOtherConfig = false }: { readonly isOtherConfig?: boolean } = {},
): SyncPlan {
  const planned = selectStreams(catalog, options).map(planStream);
  const streams = planned.map(({ stream }) => stream);
  const refresh = planRefresh(streams, { fullRefresh: options.fullRefresh ?? false, isOtherConfig }, stored);
  return {
    streams,
    begin: { streams: streams.map(({ plan }) => plan), ...refresh },
    warnings: planned.flatMap(({ warnings }) => warnings),
  };
}

function planStream({ key, stream, options }: SelectedStream): { stream: PlannedStream; warnings: PlanWarning[] } {
  checkStreamOptions(stream, options);
  const method = chooseWriteMethod(stream, options);
  const plan: StreamPlan = {
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
  const trailing = options.trailing ?? "keep";
  return { stream: { key, stream, syncMode: method.syncMode, plan, trailing }, warnings: warnOf(key, method) };
}

function warnOf(key: StreamKey, { cursor, ignoredCursor }: WriteMethod): PlanWarning[] {
  if (ignoredCursor === undefined) return [];
  const message = `The source defines the cursor of ${streamLabel(key)}: ${cursor?.join(".")} is used, not ${ignoredCursor.join(".")}.`;
  return [{ code: "cursor-ignored", message, stream: key }];
}
