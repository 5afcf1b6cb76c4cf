import type { CacheSupports, RecordChange, RowValue } from "@airdock/core";
import type { TypeName } from "./record/test-stream.ts";

/** A value as JSON text, what a column keeps of it, and what is declared when that is not the value itself. */
export type ExpectedValue = readonly [json: string, kept: RowValue, declared?: DeclaredChange];

/** A change a cache declares, in short: the value is nulled or cut, for its type or for its size. */
export type DeclaredChange = keyof typeof declaredChanges;

/** Values of one type. */
export interface ExpectedValues {
  readonly type: TypeName;
  /** For which caches they hold. Default: for all. */
  readonly when?: (supports: CacheSupports) => boolean;
  readonly values: readonly ExpectedValue[];
}

/** The entries of `_airbyte_meta.changes`, but for their field. */
export const declaredChanges: Readonly<
  Record<"nulled type" | "nulled size" | "cut type" | "cut size", Omit<RecordChange, "field">>
> = {
  "nulled type": { change: "NULLED", reason: "DESTINATION_SERIALIZATION_ERROR" },
  "nulled size": { change: "NULLED", reason: "DESTINATION_FIELD_SIZE_LIMITATION" },
  "cut type": { change: "TRUNCATED", reason: "DESTINATION_SERIALIZATION_ERROR" },
  "cut size": { change: "TRUNCATED", reason: "DESTINATION_FIELD_SIZE_LIMITATION" },
};
