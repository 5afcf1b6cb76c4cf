import type { SourceFlags } from "./open-source.ts";

/** The flags of `airdock sync`. */
export interface SyncFlags extends SourceFlags {
  readonly to?: string;
  readonly streams?: string;
  readonly writeMode?: string;
  readonly fullRefresh?: true | string;
  readonly streamOption?: readonly string[];
  readonly acceptChange?: boolean;
  readonly plan?: boolean;
  readonly strict?: boolean;
  readonly stallAfter?: string;
  readonly wait?: string;
  readonly checkpointEvery?: string;
  readonly parallel?: string;
  readonly events?: boolean;
}
