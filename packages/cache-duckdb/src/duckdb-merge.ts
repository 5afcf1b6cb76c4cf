import { mergeByKey, type MergeStrategy } from "@airdock/sql-cache";

/** DELETE and INSERT by `IS NOT DISTINCT FROM` without any index: making one takes the memory of the whole table. */
export const duckdbMerge: MergeStrategy = {
  prepare: async () => {},
  release: async () => {},
  merge: mergeByKey.merge,
  pause: 5,
};
