import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { isDict } from "../python/is-dict.ts";
import { quotePlus } from "./quote.ts";

/** Query parameters or a form as python-requests encodes them: a list repeats its key, null is left out, a dict counts as the list of its keys. */
export function encodeParameters(parameters: PythonDict): string {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(parameters))
    for (const item of listValues(value))
      if (item !== null) pairs.push(`${quotePlus(key)}=${quotePlus(printPython(item))}`);
  return pairs.join("&");
}

function listValues(value: PythonValue): readonly PythonValue[] {
  if (Array.isArray(value))
    return value.flatMap((item: PythonValue) => (Array.isArray(item) ? (item as PythonValue[]) : [item]));
  return isDict(value) ? Object.keys(value) : [value];
}
