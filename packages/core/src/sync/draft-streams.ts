import type { CacheRun } from "../cache/cache.ts";
import type { StoredStream } from "../cache/stored.ts";
import type { StreamPlan } from "../cache/stream-plan.ts";
import type { AirbyteCatalog } from "../protocol/catalog.ts";
import { type StreamKey, streamId, streamLabel } from "../protocol/stream.ts";
import { checkStreamOptions } from "./check-stream-options.ts";
import { doubtKey } from "./doubt-key.ts";
import type { PlannedStream } from "./planned-stream.ts";
import { type SelectedStream, selectStreams } from "./select-streams.ts";
import type { SyncOptions } from "./sync-options.ts";
import { chooseWriteMethod, type WriteMethod } from "./write-method.ts";

/** The options that decide what a sync does. */
export type PlanOptions = Pick<
  SyncOptions,
  "streams" | "streamOptions" | "writeMode" | "fullRefresh" | "strict" | "acceptChange"
>;

/** Something odd about the wishes that is no reason to stop. */
export interface PlanWarning {
  readonly code: string;
  readonly message: string;
  readonly stream: StreamKey;
}

/** A stream as the options want it, before that is compared with its rows. */
export interface DraftedStream {
  readonly stream: PlannedStream;
  readonly stored: StoredStream | undefined;
  readonly warnings: readonly PlanWarning[];
}

/** The streams of a sync as the options want them. Throws STREAM_UNKNOWN, STREAM_OPTION_INVALID, USAGE. */
export function draftStreams(
  catalog: AirbyteCatalog,
  options: PlanOptions,
  past: Pick<CacheRun, "streams">,
): readonly DraftedStream[] {
  const known = new Map(past.streams.map((stream) => [streamId(stream.stream), stream]));
  const strict = options.strict === true;
  return selectStreams(catalog, options).map((selected) =>
    draftStream(selected, { stored: known.get(streamId(selected.key)), strict }),
  );
}

function draftStream(
  { key, stream, options }: SelectedStream,
  past: { readonly stored: StoredStream | undefined; readonly strict: boolean },
): DraftedStream {
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
  const uncertainKey = doubtKey(wish, past);
  const plan = uncertainKey === undefined ? wish : { ...wish, uncertainKey };
  const trailing = options.trailing ?? "keep";
  return {
    stream: { key, stream, syncMode: method.syncMode, plan, trailing },
    stored: past.stored,
    warnings: warnOf(key, method),
  };
}

function warnOf(key: StreamKey, { cursor, ignoredCursor }: WriteMethod): PlanWarning[] {
  if (ignoredCursor === undefined) return [];
  const message = `The source defines the cursor of ${streamLabel(key)}: ${cursor?.join(".")} is used, not ${ignoredCursor.join(".")}.`;
  return [{ code: "cursor-ignored", message, stream: key }];
}
