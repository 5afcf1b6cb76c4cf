import { Byte } from "./byte.ts";
import { startsWith } from "./starts-with.ts";
import { utf8Text } from "./utf8-text.ts";

/** The keys of a RECORD line that mean something to the scanner. */
export type EnvelopeKey = "type" | "record" | "stream" | "namespace" | "data" | "emitted_at" | "meta";

const known = (["type", "data", "meta", "record", "stream", "namespace", "emitted_at"] as const).map((key) => ({
  key,
  spelling: Buffer.from(key),
}));

/** The envelope key that is written in [start, end), between the quotes; undefined for any other key. */
export function envelopeKey(bytes: Uint8Array, start: number, end: number): EnvelopeKey | undefined {
  for (const { key, spelling } of known) {
    if (spelling.length === end - start && startsWith(bytes, start, spelling)) return key;
  }
  return bytes.subarray(start, end).includes(Byte.backslash) ? decodeKey(bytes, start, end) : undefined;
}

function decodeKey(bytes: Uint8Array, start: number, end: number): EnvelopeKey | undefined {
  const text: unknown = JSON.parse(`"${utf8Text(bytes, start, end)}"`);
  return known.find(({ key }) => key === text)?.key;
}
