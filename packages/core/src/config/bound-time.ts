import { runInNewContext } from "node:vm";

/** What bounded work gave: its value, or that its time was over. */
export type BoundedResult<Value> =
  | { readonly isTimedOut: false; readonly value: Value }
  | { readonly isTimedOut: true; readonly value?: undefined };

/**
 * Does work whose length somebody else decides (a pattern, a schema), and ends it after `limit` ms: V8 stops it wherever it is, inside a
 * regular expression too, so that signals are handled again. What the work held must not be used after that. Throws what the work throws.
 */
export function boundTime<Value>(limit: number, action: () => Value): BoundedResult<Value> {
  const results: Value[] = [];
  try {
    runInNewContext("action()", { action: () => void results.push(action()) }, { timeout: limit });
  } catch (error) {
    if (isTimeout(error)) return { isTimedOut: true };
    throw error;
  }
  return { isTimedOut: false, value: results[0] as Value };
}

/** The error is made in the context of the script, where `Error` is another class. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
