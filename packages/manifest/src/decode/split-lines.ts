import { TracedError } from "../stream/traced-error.ts";
import { createDecoder } from "../request/decode-text.ts";
import type { Bytes } from "./body-parser.ts";

/** The lines of a body, without their ends, as they arrive. */
export async function* splitLines(bytes: Bytes, encoding = "utf-8"): AsyncGenerator<string> {
  const decoder = createDecoder(encoding);
  let rest = "";
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch (cause) {
      throw notInCharset(encoding, cause);
    }
  };
  for await (const piece of bytes) {
    const lines = (rest + decode(piece)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield line;
  }
  rest += decode();
  if (rest !== "") yield rest;
}

/** Bytes that are not text in the charset of a body. */
export function notInCharset(encoding: string, cause: unknown): TracedError {
  const message = `The answer has bytes that are not ${encoding}.`;
  return new TracedError(message, { failureType: "transient_error", internalMessage: message, cause });
}
