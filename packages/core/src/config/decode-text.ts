/**
 * The text of a file that a person wrote: UTF-8, or UTF-16 where it begins with that byte order mark (as PowerShell writes); without the mark. Throws a
 * TypeError for bytes that are not text in it.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}
