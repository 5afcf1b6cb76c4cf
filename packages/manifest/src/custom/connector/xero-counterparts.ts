import { findRecords } from "../../extract/find-records.ts";
import { isDict } from "../../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../../python/value.ts";
import type { Counterpart } from "../counterpart.ts";
import { readFieldPath } from "../read-field-path.ts";
import { requireDict } from "../require-dict.ts";
import { parseNetDate } from "./parse-net-date.ts";

/** Records at a path, with every text of an object that holds a .NET date replaced by its ISO form, at any depth; texts of lists stay. */
export const xeroCounterparts: readonly Counterpart[] = [
  {
    connector: "source-xero",
    className: "source_declarative_manifest.components.CustomExtractor",
    extractor: (settings) => {
      const path = readFieldPath(settings);
      return (document) => {
        const records = findRecords(requireDict(document, "the answer"), path());
        for (const record of records) convertDates(record);
        return records as PythonDict[];
      };
    },
  },
];

function convertDates(value: PythonValue): void {
  if (Array.isArray(value)) for (const item of value) convertDates(item);
  if (!isDict(value)) return;
  for (const [key, item] of Object.entries(value)) {
    const date = typeof item === "string" ? parseNetDate(item) : undefined;
    if (date !== undefined) value[key] = date;
    else convertDates(item);
  }
}
