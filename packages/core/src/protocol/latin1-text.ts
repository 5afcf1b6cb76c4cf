/** The bytes [start, end) as text of one character a byte: for ASCII, and to compare bytes as text. */
export function latin1Text(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}
