import { findValues } from "../path/find-values.ts";
import { getPath } from "../path/get-path.ts";
import { isTrue } from "../python/is-true.ts";
import type { PythonValue } from "../python/value.ts";

/** The records at a path of a document: the elements of a list, or one object. `*` takes all that match; no path is the document itself. */
export function findRecords(document: PythonValue, segments: readonly string[]): readonly PythonValue[] {
  if (segments.length === 0) return spread(document);
  return spread(segments.includes("*") ? [...findValues(document, segments)] : (getPath(document, segments) ?? []));
}

/** A list gives its elements, any other true value itself, a false one nothing. */
function spread(value: PythonValue): readonly PythonValue[] {
  if (Array.isArray(value)) return value as PythonValue[];
  return isTrue(value) ? [value] : [];
}
