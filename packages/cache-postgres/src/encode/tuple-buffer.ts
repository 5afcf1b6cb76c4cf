/** A buffer that grew beyond this, for a huge record, is not kept. */
const largestKept = 16 << 20;

/**
 * Rows in the binary format of COPY, one after the other in one piece of memory that is used again: the number of fields, then each
 * field with its length. Numbers stand with their highest byte first.
 */
export class TupleBuffer {
  bytes: Buffer = Buffer.allocUnsafe(1 << 20);
  /** How much of `bytes` is written. */
  length = 0;

  /** What was written since `clear`; valid until the next `clear` or write. */
  get written(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
    if (this.bytes.length > largestKept) this.bytes = Buffer.allocUnsafe(1 << 20);
  }

  /** Makes room for so many bytes more. */
  reserve(size: number): void {
    const wanted = this.length + size;
    if (wanted <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(wanted, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  addInt16(value: number): void {
    const { bytes, length } = this;
    bytes[length] = value >> 8;
    bytes[length + 1] = value;
    this.length = length + 2;
  }

  addInt32(value: number): void {
    this.setInt32(this.length, value);
    this.length += 4;
  }

  setInt32(at: number, value: number): void {
    const { bytes } = this;
    bytes[at] = value >> 24;
    bytes[at + 1] = value >> 16;
    bytes[at + 2] = value >> 8;
    bytes[at + 3] = value;
  }

  /** An integer that a double keeps. */
  addInt64(value: number): void {
    const high = Math.floor(value / 4_294_967_296);
    this.addInt32(high);
    this.addInt32(value - high * 4_294_967_296);
  }

  addBigInt64(value: bigint): void {
    this.bytes.writeBigInt64BE(value, this.length);
    this.length += 8;
  }

  /** A field that is NULL. */
  addNull(): void {
    this.reserve(4);
    this.addInt32(-1);
  }

  /** A field of text. */
  addText(text: string): void {
    this.reserve(4 + text.length * 3);
    this.closeField(this.openField(), this.bytes.write(text, this.length));
  }

  /** A field that is a copy of [start, end). */
  addBytes(from: Uint8Array, start: number, end: number): void {
    this.reserve(4 + end - start);
    this.closeField(this.openField(), this.copy(from, start, end));
  }

  /** Leaves room for a field's length; answers where the field begins. The caller has reserved room for all of it. */
  openField(): number {
    this.length += 4;
    return this.length;
  }

  /** Ends a field that `size` bytes were written to at `length`. */
  closeField(begun: number, size: number): void {
    this.length += size;
    this.setInt32(begun - 4, this.length - begun);
  }

  /** Copies [start, end) to the end, which stays where it is; answers how much that is. */
  copy(from: Uint8Array, start: number, end: number): number {
    const { bytes, length } = this;
    const size = end - start;
    if (size > shortCopy) {
      if (Buffer.isBuffer(from)) return from.copy(bytes, length, start, end);
      bytes.set(from.subarray(start, end), length);
      return size;
    }
    for (let index = 0; index < size; index += 1) bytes[length + index] = from[start + index] ?? 0;
    return size;
  }
}

/** Up to here a loop is faster than a call into Node. */
const shortCopy = 24;
