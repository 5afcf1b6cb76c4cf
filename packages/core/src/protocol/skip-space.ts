import { Byte } from "./byte.ts";

/** Spaces, tabs and carriage returns; a line end is left alone, since it is the end of the text. */
export function skipSpace(bytes: Uint8Array, start: number): number {
  let position = start;
  for (;;) {
    const byte = bytes[position] ?? 0;
    if (byte > Byte.space) return position;
    if (byte !== Byte.space && byte !== Byte.tab && byte !== Byte.return) return position;
    position += 1;
  }
}
