import { parseJson } from "../python/parse-json.ts";
import type { PythonValue } from "../python/value.ts";
import { type Bytes, portionSize } from "./body-parser.ts";
import type { Decoder } from "./decoder.ts";
import { TracedError } from "../stream/traced-error.ts";
import { splitLines } from "./split-lines.ts";

/**
 * One JSON document per line; blank lines are left out. Rejects at a line that is none, once those before it were given: the CDK leaves it out, which would lose
 * a record without a word.
 */
export async function* parseLines(bytes: Bytes, charset?: string): AsyncGenerator<readonly PythonValue[]> {
  let portion: PythonValue[] = [];
  for await (const line of splitLines(bytes, charset)) {
    if (line.trim() === "") continue;
    const value = tryParse(line);
    if (value === undefined) {
      if (portion.length > 0) yield portion;
      throw brokenLine(line);
    }
    portion.push(value);
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
    for await (const line of splitLines(response.stream(), response.charset))
      yield [{ record: line.replace(/\r$/u, "") }];
  },
};

function brokenLine(line: string): TracedError {
  const message = `A line of the answer is not JSON: ${JSON.stringify(line.slice(0, 80))}.`;
  return new TracedError(message, { failureType: "transient_error", internalMessage: message });
}

function tryParse(line: string): PythonValue | undefined {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
}
