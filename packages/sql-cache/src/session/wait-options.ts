import type { CallOptions } from "@airdock/core";

/** How long a unit of work waits for the database, and who is told. */
export interface WaitOptions extends CallOptions {
  /** Milliseconds. Default: 30 seconds. */
  readonly patience?: number;
  readonly onWaiting?: ((reason: string) => void) | undefined;
}
