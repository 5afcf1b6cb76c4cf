import { parseJson } from "../python/parse-json.ts";
import type { PythonValue } from "../python/value.ts";
import { type Bytes, portionSize } from "./body-parser.ts";
import type { Decoder } from "./decoder.ts";
import { splitLines } from "./split-lines.ts";

/** One JSON document per line; a line that is none is left out. */
export async function* parseLines(bytes: Bytes): AsyncGenerator<readonly PythonValue[]> {
  let portion: PythonValue[] = [];
  for await (const line of splitLines(bytes)) {
    const value = tryParse(line);
    if (value !== undefined) portion.push(value);
    if (portion.length < portionSize) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

/** Each line of text as `{ record: line }`. */
export const iterableDecoder: Decoder = {
  streams: true,
  async *decode(response) {
    for await (const line of splitLines(response.stream())) yield [{ record: line.replace(/\r$/u, "") }];
  },
};

function tryParse(line: string): PythonValue | undefined {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
}
