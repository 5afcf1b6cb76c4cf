import type { Component } from "../load/component.ts";
import { createAsyncRetriever } from "./async-retriever.ts";
import type { RetrieverOptions } from "./retriever-options.ts";
import type { Retriever } from "./retriever.ts";
import { createSimpleRetriever } from "./simple-retriever.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** The retriever of a `retriever` component. */
export function createRetriever(component: Component, options: RetrieverOptions): Retriever {
  if (component.type === "SimpleRetriever") return createSimpleRetriever(component, options);
  if (component.type === "AsyncRetriever") return createAsyncRetriever(component, options);
  throw new UnsupportedComponent(component);
}
