import { createDecoder } from "../request/decode-text.ts";
import { parseJson } from "../python/parse-json.ts";
import { getPath } from "../path/get-path.ts";
import type { PythonValue } from "../python/value.ts";
import { TracedError } from "../stream/traced-error.ts";
import type { Bytes } from "./body-parser.ts";
import { collectBytes } from "./collect-bytes.ts";

/** The elements of the list at a path of a JSON body. */
export async function* parseJsonItems(
  bytes: Bytes,
  path: readonly string[],
  encoding: string,
): AsyncGenerator<readonly PythonValue[]> {
  const items = getPath(parseOrExplain(await collectBytes(bytes), encoding), path);
  if (Array.isArray(items)) yield items as PythonValue[];
}

function parseOrExplain(bytes: Buffer, encoding: string): PythonValue {
  try {
    return parseJson(createDecoder(encoding).decode(bytes));
  } catch (cause) {
    const message = "The answer is not JSON, or is cut off.";
    throw new TracedError(message, { failureType: "transient_error", internalMessage: message, cause });
  }
}
