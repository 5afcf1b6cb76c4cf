import { findRecords } from "../../extract/find-records.ts";
import { isDict } from "../../python/is-dict.ts";
import { isTrue } from "../../python/is-true.ts";
import type { Counterpart } from "../counterpart.ts";
import { readFieldPath } from "../read-field-path.ts";
import { requireDict } from "../require-dict.ts";

/** What stands in one field of each record, `data` as a rule, is the record; where that is null or empty, what holds it. */
export const pipedriveCounterparts: readonly Counterpart[] = [
  {
    connector: "source-pipedrive",
    className: "source_declarative_manifest.components.NullCheckedDpathExtractor",
    extractor: (settings) => {
      const path = readFieldPath(settings);
      const field = String(settings.fields["nullable_nested_field"]);
      return (document) =>
        findRecords(requireDict(document, "the answer"), path()).map((found) => {
          const record = requireDict(found, "a record");
          const nested = record[field] ?? null;
          return isTrue(nested) && isDict(nested) ? nested : record;
        });
    },
  },
];
