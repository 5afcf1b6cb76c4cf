/**
 * What happens to the rows of earlier runs: `append` keeps them, `replace` swaps them for the new ones when the stream
 * succeeds, `merge` keeps the newest row of each primary key.
 */
export type WriteMode = "append" | "replace" | "merge";
