import type { PythonDict } from "../python/value.ts";
import type { StreamSlice } from "../stream/stream-slice.ts";

/** Changes a record in place. Schemas are transformed by the same, without a slice. */
export type Transformation = (record: PythonDict, slice: StreamSlice | null) => void;
