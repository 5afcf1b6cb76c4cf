import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { BodyParser, Bytes } from "./body-parser.ts";

/** Unpacks a body that begins as gzip does; any other is read as it is. */
export function parseGzip(parse: BodyParser): BodyParser {
  return async function* (bytes, charset) {
    const { head, all } = await peek(bytes, 2);
    const packed = head[0] === 0x1f && head[1] === 0x8b;
    // A body that breaks off fails the unpacked one, and so its reader.
    yield* parse(packed ? pipeline(Readable.from(all), createGunzip(), () => undefined) : all, charset);
  };
}

async function peek(bytes: Bytes, count: number): Promise<{ head: Buffer; all: AsyncIterable<Uint8Array> }> {
  const iterator = (async function* () {
    for await (const piece of bytes) yield piece;
  })();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < count) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    head = Buffer.concat([head, value]);
  }
  const all = async function* (): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    yield* iterator;
  };
  return { head, all: all() };
}
