import { interpolateString } from "../expression/interpolate-string.ts";
import type { Component } from "../load/component.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

const sentinel = "__ab_no_cursor_state_message";

/**
 * The state a parent stream starts from, out of its child's: the one kept for it under `parent_state`, else the child's common `state`,
 * else the value of a state with one plain entry, under the parent's own cursor field.
 */
export function readParentState(childState: PythonDict, stream: Component, config: PythonDict): PythonDict {
  const { [sentinel]: _, ...state } = childState;
  const name = stream.text("name") ?? "";
  const kept = isDict(state["parent_state"]) ? state["parent_state"][name] : undefined;
  if (isDict(kept)) return kept;
  if (isDict(state["state"])) return state["state"];
  const values = Object.values(state);
  const [value] = values;
  if (values.length !== 1 || value === undefined || !isScalar(value)) return {};
  const incrementalSync =
    stream.child("incremental_sync") ?? stream.child("incremental_stream")?.child("incremental_sync");
  const cursorField = incrementalSync?.value("cursor_field");
  if (incrementalSync === undefined || cursorField === undefined) return {};
  const field = interpolateString(printPython(cursorField), { config, parameters: incrementalSync.parameters });
  return { [printPython(field)]: value };
}

/** A text or a number; marks such as `true` start no parent. */
function isScalar(value: PythonValue): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "bigint";
}
