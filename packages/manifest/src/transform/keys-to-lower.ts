import type { PythonDict } from "../python/value.ts";
import { replaceRecord } from "./replace-record.ts";

/** Top-level keys in lower case. */
export function keysToLower(record: PythonDict): void {
  replaceRecord(record, Object.fromEntries(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value])));
}
