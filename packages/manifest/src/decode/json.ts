import { parseJson } from "../python/parse-json.ts";
import type { PythonValue } from "../python/value.ts";
import { createDecoder } from "../request/decode-text.ts";
import { TracedError } from "../stream/traced-error.ts";
import type { Bytes } from "./body-parser.ts";
import { collectBytes } from "./collect-bytes.ts";
import type { Decoder } from "./decoder.ts";

/** JSON: an array gives its elements, anything else is one document. A body that is empty or no JSON gives one empty document. */
export const jsonDecoder: Decoder = {
  streams: false,
  findProblem: (response) => {
    if (response.json() !== undefined) return undefined;
    return response.bytes.length === 0 ? "is empty, where JSON was expected" : "is not JSON, or is cut off";
  },
  decode: (response) => {
    const value = response.json();
    if (value === undefined || value === null) return [[{}]];
    if (!Array.isArray(value)) return [[value]];
    return [value.length === 0 ? [{}] : (value as PythonValue[])];
  },
};

/** JSON inside an archive or a compressed body, read as a whole. Fails where it is none. */
export async function* parseWholeJson(bytes: Bytes): AsyncGenerator<readonly PythonValue[]> {
  let value: PythonValue;
  try {
    const text = createDecoder("utf-8").decode(await collectBytes(bytes));
    value = parseJson(text);
  } catch (cause) {
    throw describeBroken(cause);
  }
  if (value === null) throw describeBroken();
  yield Array.isArray(value) ? (value as PythonValue[]) : [value];
}

function describeBroken(cause?: unknown): TracedError {
  return new TracedError("Response JSON data failed to be parsed. See logs for more information.", {
    internalMessage: "Response JSON data failed to be parsed.",
    cause,
  });
}
