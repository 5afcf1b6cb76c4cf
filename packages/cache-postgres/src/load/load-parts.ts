import type { RejectedRecord } from "@airdock/core";
import type { Piece } from "../stage/part-series.ts";

/** What is staged of a range. */
export interface LoadParts {
  readonly rows: readonly Piece[];
  readonly originals: readonly Piece[];
  readonly rejected: readonly RejectedRecord[];
}
