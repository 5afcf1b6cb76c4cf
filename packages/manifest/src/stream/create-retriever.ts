import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import type { Cursor } from "../cursor/cursor.ts";
import type { Transformation } from "../transform/transformation.ts";
import { createAsyncRetriever } from "./async-retriever.ts";
import type { Engine } from "./engine.ts";
import type { Retriever } from "./retriever.ts";
import { createSimpleRetriever } from "./simple-retriever.ts";

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
  /** Whether the stream has a state in the input: lazily read parents depend on it. */
  readonly hasState?: boolean | undefined;
}

/** The retriever of a `retriever` component. */
export function createRetriever(component: Component, options: RetrieverOptions): Retriever {
  if (component.type === "SimpleRetriever") return createSimpleRetriever(component, options);
  if (component.type === "AsyncRetriever") return createAsyncRetriever(component, options);
  throw new ManifestError(`${component.type} has no counterpart here.`, { path: component.path });
}
