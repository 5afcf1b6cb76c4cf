import type { Decoder } from "../decode/decoder.ts";
import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { findValues } from "../path/find-values.ts";
import { getPath } from "../path/get-path.ts";
import { isTrue } from "../python/is-true.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonValue } from "../python/value.ts";
import type { Engine } from "../stream/engine.ts";
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
        if (segments.length === 0) yield await expand(documents.flatMap(spread), expander);
        else for (const document of documents) yield await expand(spread(find(document, segments)), expander);
      }
    },
  };
}

function find(document: PythonValue, segments: readonly string[]): PythonValue {
  return segments.includes("*") ? [...findValues(document, segments)] : (getPath(document, segments) ?? []);
}

/** A list gives its elements, any other true value itself, a false one nothing. */
function spread(value: PythonValue): readonly PythonValue[] {
  if (Array.isArray(value)) return value as PythonValue[];
  return isTrue(value) ? [value] : [];
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
