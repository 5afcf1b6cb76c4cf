import { Undefined } from "../python/undefined.ts";
import type { PythonValue } from "../python/value.ts";
import { getItem } from "./get-item.ts";

/** A function that follows a filter's `attribute`, such as `user.name` or `items.0`; what is undefined on the way becomes `fallback` if there is one. */
export function readPath(
  attribute: PythonValue | undefined,
  fallback: PythonValue = null,
): (item: PythonValue) => PythonValue {
  if (attribute === undefined || attribute === null) return (item) => item;
  const parts: PythonValue[] =
    typeof attribute === "string"
      ? attribute.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part))
      : [attribute];
  return (item) =>
    parts.reduce<PythonValue>((current, part) => {
      const next = getItem(current, part);
      return fallback !== null && next instanceof Undefined ? fallback : next;
    }, item);
}
