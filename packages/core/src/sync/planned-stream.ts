import type { StreamPlan } from "../cache/stream-plan.ts";
import type { AirbyteStream, SyncMode } from "../protocol/catalog.ts";
import type { StreamKey } from "../protocol/stream.ts";

/** One stream: how it is read, and how it is written. */
export interface PlannedStream {
  readonly key: StreamKey;
  /** As discovered; handed back to the source unchanged. */
  readonly stream: AirbyteStream;
  readonly syncMode: SyncMode;
  readonly plan: StreamPlan;
  readonly trailing: "keep" | "discard";
}
