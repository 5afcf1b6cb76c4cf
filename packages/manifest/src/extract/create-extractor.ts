import type { Decoder } from "../decode/decoder.ts";
import { buildCounterpart } from "../custom/find-counterpart.ts";
import type { Component } from "../load/component.ts";
import type { PythonDict } from "../python/value.ts";
import type { Engine } from "../stream/engine.ts";
import { combinedExtractor } from "./combined-extractor.ts";
import { dpathExtractor } from "./dpath-extractor.ts";
import { fileExtractor } from "./file-extractor.ts";
import type { RecordExtractor } from "./record-extractor.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** The extractor of an `extractor` component. */
export function createExtractor(component: Component, decoder: Decoder, engine: Engine): RecordExtractor {
  switch (component.type) {
    case "DpathExtractor":
      return dpathExtractor(component, decoder, engine);
    case "CombinedExtractor":
      return combinedExtractor(
        component,
        component.children("extractors").map((child) => createExtractor(child, decoder, engine)),
      );
    case "ResponseToFileExtractor":
      return fileExtractor(component);
    default:
      return extractByCounterpart(component, decoder, engine);
  }
}

function extractByCounterpart(component: Component, decoder: Decoder, engine: Engine): RecordExtractor {
  const counterpart = buildCounterpart(component, "extractor", engine.config);
  if (counterpart === undefined) throw new UnsupportedComponent(component);
  return {
    async *extract(response) {
      for await (const documents of decoder.decode(response))
        for (const document of documents) yield [...counterpart(document)] as PythonDict[];
    },
  };
}
