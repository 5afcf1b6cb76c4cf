import { MappingObject } from "../python/mapping-object.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

/**
 * One part of a stream that is read on its own: the keys of its partition, the bounds of its cursor,
 * and fields that travel along without being part of its identity.
 */
export class StreamSlice extends MappingObject {
  readonly partition: PythonDict;
  readonly cursorSlice: PythonDict;
  readonly extraFields: PythonDict;
  /** Partition and cursor keys together: what templates see as `stream_slice`. */
  readonly entries: PythonDict;

  constructor(parts: { partition?: PythonDict; cursorSlice?: PythonDict; extraFields?: PythonDict } = {}) {
    super();
    this.partition = parts.partition ?? {};
    this.cursorSlice = parts.cursorSlice ?? {};
    this.extraFields = parts.extraFields ?? {};
    this.entries = { ...this.partition, ...this.cursorSlice };
  }

  attribute(name: string): PythonValue | undefined {
    if (name === "extra_fields") return this.extraFields;
    if (name === "partition" || name === "_partition") return this.partition;
    if (name === "cursor_slice" || name === "_cursor_slice") return this.cursorSlice;
    return undefined;
  }
}
