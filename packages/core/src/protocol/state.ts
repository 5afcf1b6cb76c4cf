import type { StreamKey } from "./stream.ts";

/** The three kinds of Airbyte state; a message that names none is LEGACY. */
export type StateType = "STREAM" | "GLOBAL" | "LEGACY";

/**
 * A STATE message of a connector. `text` is the whole line as it was sent, byte for byte: what is stored, exported
 * and, cut down to its `state` value, handed back. Its content is opaque to everybody but the source.
 */
export interface StateMessage {
  readonly type: StateType;
  /** The stream of a STREAM state. */
  readonly stream?: StreamKey;
  /** The streams a GLOBAL state lists. */
  readonly streams?: readonly StreamKey[];
  readonly text: string;
  /** True when a STREAM state's value is null or absent, which means: reset. */
  readonly reset?: boolean;
  /** `sourceStats.recordCount`: records since the previous state that covers the same streams. */
  readonly recordCount?: number;
}
