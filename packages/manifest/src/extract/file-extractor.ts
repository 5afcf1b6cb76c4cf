import { parseGzip } from "../decode/gzip.ts";
import type { Component } from "../load/component.ts";
import type { RecordExtractor } from "./record-extractor.ts";

/** What pandas reads as no value. */
const missingValues = [
  "",
  "#N/A",
  "#N/A N/A",
  "#NA",
  "-1.#IND",
  "-1.#QNAN",
  "-NaN",
  "-nan",
  "1.#IND",
  "1.#QNAN",
  "<NA>",
  "N/A",
  "NA",
  "NULL",
  "NaN",
  "None",
  "n/a",
  "nan",
  "null",
];

/** Reads a response as a CSV file, compressed or not, while it arrives: the ResponseToFileExtractor. Words for missing values are null, unless they are to be preserved. */
export function fileExtractor(component: Component): RecordExtractor {
  const nulls = component.flag("preserve_na_values") ? [""] : missingValues;
  return {
    async *extract(response) {
      const encoding = /charset=["']?([^"';\s]+)/iu.exec(response.headers.find("content-type") ?? "")?.[1] ?? "utf-8";
      const { parseCsv } = await import("../decode/csv.ts");
      yield* parseGzip((bytes) => parseCsv(withoutZeros(bytes), { encoding, delimiter: ",", nulls }))(
        response.stream(),
      );
    },
  };
}

async function* withoutZeros(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) yield piece.includes(0) ? piece.filter((byte) => byte !== 0) : piece;
}
