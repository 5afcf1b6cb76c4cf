const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const space = 0x20;

/**
 * Finds the values of a record's fields in its bytes, for records without marks: valid JSON, in which every key is spelled plainly and
 * comes once. Afterwards `starts[i]` and `ends[i]` are the range of field i; `starts[i]` is -1 where the record has none.
 */
export class FieldFinder {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The spelling of each field, with its quotes; undefined: a record that has it is marked. */
  readonly #spellings: readonly (Buffer | undefined)[];
  /** The place of a field among the others, by its spelling, each byte a character. */
  readonly #places: ReadonlyMap<string, number>;
  /** The field that came after a field in the record before; the first one of a record comes after the last place. */
  readonly #following: Int32Array;

  constructor(fields: readonly string[]) {
    this.starts = new Int32Array(fields.length);
    this.ends = new Int32Array(fields.length);
    this.#spellings = fields.map((field) => (isPlain(field) ? Buffer.from(`"${field}"`) : undefined));
    this.#places = new Map(
      this.#spellings.flatMap((spelling, index) =>
        spelling === undefined ? [] : [[spelling.toString("latin1"), index]],
      ),
    );
    this.#following = Int32Array.from({ length: fields.length + 1 }, (_, index) => (index + 1) % (fields.length + 1));
  }

  /** Walks the object [start, end). True when it has no other fields than these. */
  find(bytes: Uint8Array, start: number, end: number): boolean {
    this.starts.fill(-1);
    let isKnown = true;
    let last = this.starts.length;
    let at = skipSpace(bytes, start + 1);
    while (at < end && bytes[at] === quote) {
      const place = this.#placeOf(bytes, at, last);
      const keyEnd = place < 0 ? skipString(bytes, at + 1) : at + (this.#spellings[place]?.length ?? 0);
      const value = skipSpace(bytes, skipSpace(bytes, keyEnd) + 1);
      const valueEnd = skipValue(bytes, value);
      if (place < 0) isKnown = false;
      else {
        this.starts[place] = value;
        this.ends[place] = valueEnd;
        last = place;
      }
      at = skipSpace(bytes, valueEnd);
      if (bytes[at] === comma) at = skipSpace(bytes, at + 1);
    }
    return isKnown;
  }

  /** The place of the field that is spelled at `at`; -1 for one that is not among these. */
  #placeOf(bytes: Uint8Array, at: number, last: number): number {
    const guess = this.#following[last] ?? 0;
    const spelling = this.#spellings[guess];
    if (spelling !== undefined && isAt(bytes, at, spelling)) return guess;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, skipString(bytes, at + 1) - at).toString("latin1");
    const place = this.#places.get(text) ?? -1;
    if (place >= 0) this.#following[last] = place;
    return place;
  }
}

/** A key of any other name is spelled with an escape. */
function isPlain(field: string): boolean {
  // oxlint-disable-next-line no-control-regex -- JSON spells control characters by escapes
  return field.isWellFormed() && !/["\\\u0000-\u001f]/.test(field);
}

function isAt(bytes: Uint8Array, at: number, spelling: Buffer): boolean {
  for (let index = 0; index < spelling.length; index += 1) if (bytes[at + index] !== spelling[index]) return false;
  return true;
}

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while ((bytes[at] ?? 0xff) <= space) at += 1;
  return at;
}

/** From behind the opening quote to behind the closing one. */
function skipString(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte === quote || byte === undefined) return at + 1;
    at += byte === backslash ? 2 : 1;
  }
}

function skipValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === quote) return skipString(bytes, start + 1);
  if (first === openBrace || first === openBracket) return skipNested(bytes, start);
  let at = start;
  for (;;) {
    const byte = bytes[at] ?? comma;
    if (byte === comma || byte === closeBrace || byte <= space) return at;
    at += 1;
  }
}

function skipNested(bytes: Uint8Array, start: number): number {
  let depth = 0;
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte === quote) {
      at = skipString(bytes, at + 1);
      continue;
    }
    at += 1;
    if (byte === openBrace || byte === openBracket) depth += 1;
    else if (byte === closeBrace || byte === closeBracket) depth -= 1;
    if (depth === 0 || byte === undefined) return at;
  }
}
