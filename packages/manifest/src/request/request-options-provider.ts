import type { PythonDict } from "../python/value.ts";
import type { StreamSlice } from "../stream/stream-slice.ts";
import type { RequestTarget } from "./request-option.ts";

/** What a partition router or a cursor adds to each request of a slice. */
export interface RequestOptionsProvider {
  /** The options for one part of the request; empty where there is nothing to add. */
  requestOptions(target: RequestTarget, slice: StreamSlice): PythonDict;
}
