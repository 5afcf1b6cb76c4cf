import type { PartitionRouter } from "../partition/partition-router.ts";
import type { PythonDict } from "../python/value.ts";
import type { CursorSettings } from "./cursor-settings.ts";

/** What a cursor by partition is made of. */
export interface PerPartitionOptions {
  readonly settings: CursorSettings;
  readonly router: PartitionRouter;
  readonly state: PythonDict;
  /** One cursor for all partitions from the start: `global_substream_cursor`, grouped partitions. */
  readonly useGlobalCursor: boolean;
  readonly emitState: (state: PythonDict) => void;
}
