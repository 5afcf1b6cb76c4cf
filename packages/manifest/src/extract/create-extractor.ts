import type { Decoder } from "../decode/decoder.ts";
import type { Component } from "../load/component.ts";
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
      throw new UnsupportedComponent(component);
  }
}
