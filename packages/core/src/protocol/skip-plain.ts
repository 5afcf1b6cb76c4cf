/**
 * Goes over bytes that stand for themselves inside a JSON string: to the first quote, backslash or control character, or to
 * the last three bytes. It reads four bytes at a time, which makes long strings half as dear.
 */
export function skipPlain(words: DataView, start: number): number {
  const last = words.byteLength - 4;
  let position = start;
  while (position <= last) {
    const word = words.getInt32(position, true);
    // `x - 0x01010101 & ~x & 0x80808080` marks the bytes of x that are zero; what it marks wrongly stands above a right one.
    const quote = word ^ 0x22222222;
    const backslash = word ^ 0x5c5c5c5c;
    const zeros = ((quote - 0x01010101) & ~quote) | ((backslash - 0x01010101) & ~backslash);
    const found = (zeros | ((word - 0x20202020) & ~word)) & 0x80808080;
    if (found !== 0) return position + ((31 - Math.clz32(found & -found)) >> 3);
    position += 4;
  }
  return position;
}
