import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { printPython } from "../python/print-python.ts";
import type { BodyParser } from "./body-parser.ts";
import type { Decoder } from "./decoder.ts";
import { parseGzip } from "./gzip.ts";
import { jsonDecoder, parseWholeJson } from "./json.ts";
import { iterableDecoder, parseLines } from "./parse-lines.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** The decoder of a `decoder` component; without one JSON. Decoders few manifests use are loaded when they are first needed. */
export function createDecoder(component: Component | undefined): Decoder {
  if (component === undefined) return jsonDecoder;
  switch (component.type) {
    case "JsonDecoder":
      return jsonDecoder;
    case "IterableDecoder":
      return iterableDecoder;
    case "XmlDecoder":
      return {
        streams: false,
        findProblem: async (response) => (await import("./xml.ts")).findXmlProblem(response),
        decode: async function* (response) {
          yield* (await import("./xml.ts")).decodeXml(response);
        },
      };
    case "ZipfileDecoder": {
      const parse = createParser(component.required("decoder"));
      return {
        streams: false,
        decode: async function* (response) {
          yield* (await import("./zip.ts")).decodeZip(response, parse);
        },
      };
    }
    case "JsonlDecoder":
    case "CsvDecoder":
    case "JsonItemsDecoder":
    case "GzipDecoder": {
      const parse = createParser(component);
      return { streams: true, decode: (response) => parse(response.stream(), response.charset) };
    }
    default:
      throw new UnsupportedComponent(component);
  }
}

/** The parser behind a decoder that may stand inside another. */
export function createParser(component: Component): BodyParser {
  switch (component.type) {
    case "JsonDecoder":
      return parseWholeJson;
    case "JsonlDecoder":
      return parseLines;
    case "GzipDecoder":
      return parseGzip(createParser(component.required("decoder")));
    case "CsvDecoder": {
      const encoding = component.text("encoding");
      const options = {
        delimiter: component.text("delimiter") ?? ",",
        nulls: component.list("set_values_to_none").map(printPython),
      };
      return async function* (bytes, charset) {
        yield* (await import("./csv.ts")).parseCsv(bytes, { ...options, encoding: encoding ?? charset ?? "utf-8" });
      };
    }
    case "JsonItemsDecoder": {
      const path = (component.text("items_path") ?? "").split(".");
      const encoding = component.text("encoding");
      return async function* (bytes, charset) {
        yield* (await import("./json-items.ts")).parseJsonItems(bytes, path, encoding ?? charset ?? "utf-8");
      };
    }
    default:
      throw new ManifestError(`Decoder type ${component.type} does not have parser associated to it`, {
        path: component.path,
      });
  }
}
