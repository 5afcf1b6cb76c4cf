import type { PythonDict } from "../python/value.ts";
import type { StreamSlice } from "./stream-slice.ts";

/** A record with the slice it was read for. */
export interface StreamRecord {
  readonly data: PythonDict;
  readonly slice: StreamSlice;
}
