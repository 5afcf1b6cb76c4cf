import { createDecoder } from "../request/decode-text.ts";
import { parseJson } from "../python/parse-json.ts";
import { getPath } from "../path/get-path.ts";
import type { PythonValue } from "../python/value.ts";
import type { Bytes } from "./body-parser.ts";
import { collectBytes } from "./collect-bytes.ts";

/** The elements of the list at a path of a JSON body. */
export async function* parseJsonItems(
  bytes: Bytes,
  path: readonly string[],
  encoding: string,
): AsyncGenerator<readonly PythonValue[]> {
  const text = createDecoder(encoding).decode(await collectBytes(bytes));
  const items = getPath(parseJson(text), path);
  if (Array.isArray(items)) yield items as PythonValue[];
}
