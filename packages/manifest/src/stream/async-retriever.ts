import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import type { RetrieverOptions } from "./create-retriever.ts";
import type { Retriever } from "./retriever.ts";

/** The retriever of an AsyncRetriever component. */
export function createAsyncRetriever(component: Component, _options: RetrieverOptions): Retriever {
  throw new ManifestError("AsyncRetriever has no counterpart here.", { path: component.path });
}
