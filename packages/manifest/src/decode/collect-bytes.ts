import type { Bytes } from "./body-parser.ts";

/** All bytes of a body in one piece. */
export async function collectBytes(bytes: Bytes): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}
