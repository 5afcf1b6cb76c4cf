import { setEntry } from "../python/set-entry.ts";
import type { PythonDict } from "../python/value.ts";

/** A dict without its own entries that are null, not deeper: Airbyte's serializer leaves them out of records, schemas and configs. */
export function withoutNulls(dict: PythonDict): PythonDict {
  for (const key in dict) if (dict[key] === null) return drop(dict);
  return dict;
}

function drop(dict: PythonDict): PythonDict {
  const kept: PythonDict = {};
  for (const [key, value] of Object.entries(dict)) if (value !== null) setEntry(kept, key, value);
  return kept;
}
