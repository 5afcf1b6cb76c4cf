import { setEntry } from "../python/set-entry.ts";
import type { PythonDict } from "../python/value.ts";

/** Gives a record other entries in place. */
export function replaceRecord(record: PythonDict, entries: PythonDict): void {
  for (const key of Object.keys(record)) delete record[key];
  for (const [key, value] of Object.entries(entries)) setEntry(record, key, value);
}
