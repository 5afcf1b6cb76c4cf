import type { Decoder } from "../decode/decoder.ts";
import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonValue } from "../python/value.ts";
import type { Engine } from "../stream/engine.ts";
import { findRecords } from "./find-records.ts";
import { createRecordExpander, type RecordExpander } from "./record-expander.ts";
import type { RecordExtractor } from "./record-extractor.ts";

/** Takes records from a path of each document: the elements of a list, or one object. `*` takes all that match. */
export function dpathExtractor(component: Component, decoder: Decoder, engine: Engine): RecordExtractor {
  const path = component
    .list("field_path")
    .map((part) => new Template(printPython(part), engine.config, component.parameters));
  const expander = createRecordExpander(component.child("record_expander"), engine);
  return {
    async *extract(response) {
      const segments = path.map((part) => part.text());
      for await (const documents of decoder.decode(response)) {
        if (segments.length === 0) {
          yield await expand(
            documents.flatMap((document) => findRecords(document, segments)),
            expander,
          );
        } else for (const document of documents) yield await expand(findRecords(document, segments), expander);
      }
    },
  };
}

async function expand(
  records: readonly PythonValue[],
  expander: RecordExpander | undefined,
): Promise<readonly PythonValue[]> {
  if (expander === undefined) return records;
  const expanded: PythonValue[] = [];
  for (const record of records) {
    const items = expander(record);
    for (const item of items instanceof Promise ? await items : items) expanded.push(item);
  }
  return expanded;
}
