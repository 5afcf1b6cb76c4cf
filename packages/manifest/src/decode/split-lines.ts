import { createDecoder } from "../request/decode-text.ts";
import type { Bytes } from "./body-parser.ts";

/** The lines of a body, without their ends, as they arrive. */
export async function* splitLines(bytes: Bytes, encoding = "utf-8"): AsyncGenerator<string> {
  const decoder = createDecoder(encoding);
  let rest = "";
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield line;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
