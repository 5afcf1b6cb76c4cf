import type { Component } from "../load/component.ts";
import type { Cursor } from "../cursor/cursor.ts";
import type { Transformation } from "../transform/transformation.ts";
import type { Engine } from "./engine.ts";

/** How a retriever is built, beside its component. */
export interface RetrieverOptions {
  readonly engine: Engine;
  /** The stream's name, for traces and the cache. */
  readonly name: string;
  /** Adds its options to requests; data feeds and client-side incremental streams are bounded by it. */
  readonly cursor?: Cursor | undefined;
  readonly transformations?: readonly Transformation[] | undefined;
  readonly useCache?: boolean | undefined;
  /** The stream ends at the first page whose last record is outside the cursor's bounds. */
  readonly isDataFeed?: boolean | undefined;
  /** Records outside the cursor's bounds are dropped. */
  readonly isClientSideIncremental?: boolean | undefined;
  /** The incremental sync of the stream: pages that come with a parent's record allow only some. */
  readonly incrementalSync?: Component | undefined;
  /** Whether the stream has a state in the input: lazily read parents depend on it. */
  readonly hasState?: boolean | undefined;
}
