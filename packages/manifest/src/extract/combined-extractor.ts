import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { isTrue } from "../python/is-true.ts";
import type { PythonValue } from "../python/value.ts";
import type { HttpResponse } from "../request/http-response.ts";
import type { RecordExtractor } from "./record-extractor.ts";

/** Takes the records of several extractors one after the other (union), or of the first that finds any (first_match). */
export function combinedExtractor(component: Component, extractors: readonly RecordExtractor[]): RecordExtractor {
  if (extractors.length === 0)
    throw new ManifestError("CombinedExtractor requires at least one extractor in its `extractors` field.", {
      path: component.path,
    });
  const skipsEmpty = component.flag("skip_empty_records");
  const first = component.value("mode") === "first_match";
  const tidy = (records: readonly PythonValue[]): readonly PythonValue[] =>
    skipsEmpty ? records.filter(isTrue) : records;
  return {
    async *extract(response: HttpResponse) {
      for (const extractor of extractors) {
        let found = false;
        for await (const portion of extractor.extract(response)) {
          const records = tidy(portion);
          found ||= records.length > 0;
          yield records;
        }
        if (first && found) return;
      }
    },
  };
}
