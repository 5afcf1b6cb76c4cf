import type { PythonDict } from "../python/value.ts";
import type { StreamRecord } from "./stream-record.ts";
import type { StreamSlice } from "./stream-slice.ts";

/** Reads the records of a slice. */
export interface Retriever {
  /** The slices to read in place of those given, as they become ready: jobs on the server are run for them. */
  slices?(slices: AsyncIterable<StreamSlice>): AsyncIterable<StreamSlice>;
  /** The records in portions. The schema is what records are normalised by. */
  read(slice: StreamSlice, schema: PythonDict): AsyncGenerator<StreamRecord[]>;
}
