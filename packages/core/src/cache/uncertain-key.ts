import type { FieldPath } from "../protocol/catalog.ts";

/**
 * The paths of a primary key that the stream's schema does not declare. The first rows of a run that become final prove it: each path
 * has to have a value in one of them. Else it is not a key, and merging by it would make one row of all.
 */
export interface UncertainKey {
  readonly paths: readonly FieldPath[];
  /** `append`: the rows of this run are appended, and the cache notes that mode. `fail`: `finalize` rejects with KEY_NOT_FOUND. */
  readonly otherwise: "append" | "fail";
  /** What to do about it, for the hint of that error. */
  readonly advice: string;
}
