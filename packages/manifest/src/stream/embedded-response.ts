import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import type { HttpResponse } from "../request/http-response.ts";
import type { StreamSlice } from "./stream-slice.ts";
import { createValueResponse } from "./value-response.ts";

/**
 * Whether a retriever takes the first page of each partition out of the parent's record (`lazy_read_pointer`), as it does until the
 * stream has a state. Such a stream has one slice per parent and reads JSON, or it is refused (the CDK's `LazySimpleRetriever`).
 */
export function readsEmbeddedPages(
  retriever: Component,
  parts: { hasState: boolean; incrementalSync?: Component | undefined },
): boolean {
  const router = retriever.child("partition_router");
  if (router?.type !== "SubstreamPartitionRouter" || parts.hasState) return false;
  if (!router.children("parent_stream_configs").some((parent) => parent.list("lazy_read_pointer").length > 0))
    return false;
  const { incrementalSync } = parts;
  const decoder = retriever.child("decoder");
  const problem =
    incrementalSync !== undefined && incrementalSync.type !== "DatetimeBasedCursor"
      ? `LazySimpleRetriever only supports DatetimeBasedCursor. Found: ${incrementalSync.type}.`
      : incrementalSync?.value("step") !== undefined || incrementalSync?.value("cursor_granularity") !== undefined
        ? "Found more that one slice per parent. LazySimpleRetriever only supports single slice read for stream."
        : decoder !== undefined && decoder.type !== "JsonDecoder"
          ? `LazySimpleRetriever only supports JsonDecoder. Found: ${decoder.type}.`
          : undefined;
  if (problem !== undefined) throw new ManifestError(problem, { path: retriever.path });
  return true;
}

/** The page that stands in the parent's record already, as a response; undefined where the slice brings none. */
export function findEmbeddedResponse(slice: StreamSlice): HttpResponse | undefined {
  const embedded = slice.extraFields["child_response"];
  if (embedded === undefined) return undefined;
  return createValueResponse(embedded);
}
