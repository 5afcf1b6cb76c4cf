import type { Component } from "../load/component.ts";
import type { PartitionRouter } from "../partition/partition-router.ts";
import type { PythonDict } from "../python/value.ts";

/** What a cursor is made of. Without `incrementalSync` it only ends the stream with `__ab_no_cursor_state_message`. */
export interface CursorOptions {
  readonly incrementalSync?: Component | undefined;
  /** Present when the stream has one: with an incremental sync the state is then kept by partition. */
  readonly partitionRouter?: PartitionRouter | undefined;
  readonly streamName: string;
  readonly config: PythonDict;
  /** The stream's state from the input, migrated; empty where there is none. */
  readonly state: PythonDict;
  /** The cursor field of the configured catalog, its first name; counts where the cursor allows it. */
  readonly catalogCursorField?: string | undefined;
  /** Sends a state message with this state. */
  readonly emitState: (state: PythonDict) => void;
}
