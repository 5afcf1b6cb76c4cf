import type { CallOptions } from "@airdock/core";

/** How long a unit of work waits for the database, and who is told. */
export interface WaitOptions extends CallOptions {
  /** Milliseconds. Default: 10 minutes. */
  readonly patience?: number | undefined;
  readonly onWaiting?: ((reason: string) => void) | undefined;
  /** The work may be done twice: it is tried again also where a connection broke at its COMMIT. Default false. */
  readonly repeatable?: boolean;
}
