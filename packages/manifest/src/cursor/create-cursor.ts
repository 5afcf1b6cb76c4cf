import { ManifestError } from "../load/manifest-error.ts";
import { GroupingPartitionRouter } from "../partition/grouping-partition-router.ts";
import type { Cursor } from "./cursor.ts";
import type { CursorOptions } from "./cursor-options.ts";
import { ConcurrentCursor } from "./concurrent-cursor.ts";
import { readCountCursor } from "./read-count-cursor.ts";
import { readDatetimeCursor } from "./read-datetime-cursor.ts";
import { FinalStateCursor } from "./final-state-cursor.ts";
import { PerPartitionCursor } from "./per-partition-cursor.ts";

/** The cursor of a stream, by its incremental sync and its partitions. */
export function createCursor(options: CursorOptions): Cursor {
  const { incrementalSync, partitionRouter, config, state, emitState } = options;
  if (incrementalSync === undefined) return new FinalStateCursor(partitionRouter, emitState);
  const catalogCursorField = incrementalSync.flag("allow_catalog_defined_cursor_field")
    ? options.catalogCursorField || undefined
    : undefined;
  if (incrementalSync.type === "IncrementingCountCursor") {
    if (partitionRouter !== undefined)
      throw new ManifestError(
        `The low-code framework does not currently support usage of a PartitionRouter and an IncrementingCountCursor at the same time. Please specify only one of these options for stream ${options.streamName}.`,
        { path: incrementalSync.path },
      );
    return new ConcurrentCursor(readCountCursor(incrementalSync, config, catalogCursorField), state, emitState);
  }
  if (incrementalSync.type !== "DatetimeBasedCursor")
    throw new ManifestError(`Incremental sync of type ${incrementalSync.type} is not supported`, {
      path: incrementalSync.path,
    });
  const settings = readDatetimeCursor(incrementalSync, config, catalogCursorField);
  if (partitionRouter === undefined) return new ConcurrentCursor(settings, state, emitState);
  const isGlobal =
    partitionRouter instanceof GroupingPartitionRouter || incrementalSync.flag("global_substream_cursor");
  return new PerPartitionCursor({ settings, router: partitionRouter, state, useGlobalCursor: isGlobal, emitState });
}
