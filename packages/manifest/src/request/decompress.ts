import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** The body of a response without its content encodings. */
export function decompress(message: IncomingMessage, encoding: string | undefined): Readable {
  let body: Readable = message;
  for (const name of (encoding ?? "").split(",").toReversed()) {
    const decoder = createDecoder(name.trim().toLowerCase());
    if (decoder !== undefined) body = pipeline(body, decoder, () => undefined);
  }
  return body;
}

function createDecoder(encoding: string): (NodeJS.ReadWriteStream & Readable) | undefined {
  if (encoding === "gzip" || encoding === "x-gzip") return createGunzip();
  if (encoding === "deflate") return createInflate();
  return encoding === "br" ? createBrotliDecompress() : undefined;
}
