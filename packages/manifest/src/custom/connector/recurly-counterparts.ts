import { requireDict } from "../require-dict.ts";
import type { Counterpart } from "../counterpart.ts";

/** One record that holds the dates of the exports; an answer without any, such as an empty one, holds none. */
export const recurlyCounterparts: readonly Counterpart[] = [
  {
    connector: "source-recurly",
    className: "source_declarative_manifest.components.ExportDatesExtractor",
    extractor: () => (document) => {
      const { dates = [] } = requireDict(document, "the answer");
      return [{ dates }];
    },
  },
];
