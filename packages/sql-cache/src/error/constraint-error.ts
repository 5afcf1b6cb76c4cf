import { CacheError } from "./cache-error.ts";

/** What was added to a table refuses rows, or a change of the table: TABLE_CONSTRAINED. `constraint` names it. */
export function constraintError(
  constraint: string,
  {
    cause,
    hint = "Drop it, or change what it refuses, and sync again: nothing of this stream was written.",
  }: {
    readonly cause?: unknown;
    readonly hint?: string;
  } = {},
): CacheError {
  return new CacheError(`Something that was added to the table refuses this: ${constraint}.`, {
    code: "TABLE_CONSTRAINED",
    hint,
    cause,
    data: { kind: "constrained", constraint },
  });
}
