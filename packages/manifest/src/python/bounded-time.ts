import { type Context, createContext, Script } from "node:vm";
import { PythonError } from "./python-error.ts";

/** Milliseconds of one piece of work. */
const limit = Number(process.env["AIRDOCK_EXPRESSION_SECONDS"] ?? "30") * 1000;

let script: Script | undefined;
let context: Context | undefined;
let isBounded = false;
let begun = 0;
/** The piece of work that was begun last. */
let current: (() => string) | undefined;

/**
 * Does work that depends on what a manifest's author wrote (expressions, patterns), and ends it when it takes longer than 30 seconds,
 * or AIRDOCK_EXPRESSION_SECONDS: a regular expression may try for years. Raises a TimeoutError then; what the work held must not be used
 * any more. Work inside bounded work is part of it. Costs up to a millisecond, so it is for portions of records and not for each.
 */
export function boundTime<Value>(action: () => Value, describe: () => string): Value {
  begun += 1;
  const outer = isBounded ? undefined : describe;
  current = describe;
  if (outer === undefined) return action();
  script ??= new Script("action()");
  context ??= createContext({});
  const results: Value[] = [];
  isBounded = true;
  context["action"] = () => void results.push(action());
  try {
    script.runInContext(context, { timeout: limit });
  } catch (error) {
    throw isTimeout(error) ? createTimeout(outer) : error;
  } finally {
    isBounded = false;
    context["action"] = undefined;
  }
  return results[0] as Value;
}

function createTimeout(outer: () => string): PythonError {
  const [what, where] = [current?.() ?? "", outer()];
  const place = what === where ? "" : `, in ${where}`;
  return new PythonError("TimeoutError", `${what} took longer than ${limit / 1000} s and was ended${place}.`);
}

/** How often bounded work was begun: whether some other work had any in it. */
export function countBounded(): number {
  return begun;
}

/** The error is made in the context of the script, where `Error` is another class. */
function isTimeout(error: unknown): boolean {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
