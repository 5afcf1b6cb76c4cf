import { Byte } from "./byte.ts";
import { DataWalker } from "./data-walker.ts";
import { type EnvelopeKey, envelopeKey } from "./envelope-key.ts";
import { FieldTree, type RecordShape } from "./field-tree.ts";
import { JsonWalker } from "./json-walker.ts";
import { latin1Text } from "./latin1-text.ts";
import { type LineOpening, LineOpenings } from "./line-opening.ts";
import { parseTime } from "./parse-time.ts";
import { skipSpace } from "./skip-space.ts";
import { startsWith } from "./starts-with.ts";
import type { StreamKey } from "./stream.ts";
import { type KnownStream, StreamTable } from "./stream-table.ts";
import { utf8Text } from "./utf8-text.ts";

const recordType = Buffer.from('"RECORD"');
const emptyMeta = new Set(["{}", '{"changes":[]}', '{"changes":null}']);

/**
 * What a line says in its members, read in one walk over its bytes. Of a key that comes twice the last one counts, as in
 * `JSON.parse`. Since the lines of a stream begin alike, a beginning that is known is only compared.
 */
export class RecordEnvelope {
  type: "RECORD" | "other" | undefined;
  /** True when there is a `record`, and it is an object. */
  hasRecord = false;
  data: "absent" | "object" | "other" = "absent";
  dataStart = 0;
  dataEnd = 0;
  shape: RecordShape = { fields: [], marks: 0 };
  marks = 0;
  /** Epoch milliseconds; NaN when the line does not say. */
  emittedAt: number = Number.NaN;
  /** There is an `emitted_at`, and it says no time. */
  hasUnusableTime = false;
  meta: string | undefined;

  #stream: KnownStream | undefined;
  /** The namespace as `latin1Text` of its JSON string; null when it is something else. */
  #namespace: string | undefined | null;
  #lineStart = 0;

  readonly #json = new JsonWalker();
  readonly #dataWalker = new DataWalker();
  readonly #openings = new LineOpenings();
  readonly #streams = new StreamTable();
  /** For records whose data stands before their stream. */
  readonly #unknownStream = new FieldTree();

  /** The stream the line says it is of; undefined when it does not say, or cannot be understood. */
  get stream(): StreamKey | undefined {
    if (this.#stream === undefined || this.#namespace === null) return undefined;
    return this.#streams.key(this.#stream, this.#namespace);
  }

  /**
   * Reads the line that begins at `start`. Answers the position behind its object, or -1: it is no JSON, or was given up
   * since its type is another one. What was read until there is kept.
   */
  read(bytes: Uint8Array, start: number): number {
    this.type = undefined;
    this.hasRecord = false;
    this.#forgetRecord();
    this.#lineStart = start;
    this.#json.begin();
    const opening = this.#openings.find(bytes, start);
    if (opening !== undefined) return this.#readAfter(opening, bytes);
    const brace = skipSpace(bytes, start);
    return bytes[brace] === Byte.openBrace ? this.#takeMembers(bytes, brace + 1, false) : -1;
  }

  #readAfter(opening: LineOpening, bytes: Uint8Array): number {
    this.type = "RECORD";
    this.hasRecord = true;
    this.#stream = opening.stream;
    this.#namespace = opening.namespace;
    const data = this.#takeData(bytes, skipSpace(bytes, this.#lineStart + opening.bytes.length));
    return this.#takeFurther(bytes, this.#takeFurther(bytes, data, true), false);
  }

  /** All members of the line's object, or of its record; from behind the opening brace. */
  #takeMembers(bytes: Uint8Array, start: number, inRecord: boolean): number {
    const position = skipSpace(bytes, start);
    if (bytes[position] === Byte.closeBrace) return position + 1;
    return this.#takeFurther(bytes, this.#takeMember(bytes, position, inRecord), inRecord);
  }

  /** The members after one that ends at `start` (-1: it was broken), and the closing brace. */
  #takeFurther(bytes: Uint8Array, start: number, inRecord: boolean): number {
    let position = start;
    while (position >= 0) {
      position = skipSpace(bytes, position);
      if (bytes[position] === Byte.closeBrace) return position + 1;
      if (bytes[position] !== Byte.comma) return -1;
      position = this.#takeMember(bytes, skipSpace(bytes, position + 1), inRecord);
    }
    return -1;
  }

  #takeMember(bytes: Uint8Array, start: number, inRecord: boolean): number {
    if (bytes[start] !== Byte.quote) return -1;
    const keyEnd = this.#json.skipString(bytes, start + 1);
    if (keyEnd < 0) return -1;
    const key = envelopeKey(bytes, start + 1, keyEnd - 1);
    const colon = skipSpace(bytes, keyEnd);
    if (bytes[colon] !== Byte.colon) return -1;
    const value = skipSpace(bytes, colon + 1);
    return inRecord ? this.#takeRecordMember(key, bytes, value) : this.#takeLineMember(key, bytes, value);
  }

  #takeLineMember(key: EnvelopeKey | undefined, bytes: Uint8Array, start: number): number {
    if (key === "record") {
      this.#forgetRecord();
      this.hasRecord = bytes[start] === Byte.openBrace;
      if (this.hasRecord) return this.#takeMembers(bytes, start + 1, true);
    }
    const end = this.#json.skipValue(bytes, start, 1);
    if (key !== "type" || end < 0) return end;
    this.type = isRecordType(bytes, start, end) ? "RECORD" : "other";
    return this.type === "RECORD" ? end : -1;
  }

  #takeRecordMember(key: EnvelopeKey | undefined, bytes: Uint8Array, start: number): number {
    if (key === "data") {
      this.#keepOpening(bytes, start);
      return this.#takeData(bytes, start);
    }
    const end = this.#json.skipValue(bytes, start, 2);
    if (key === undefined || end < 0) return end;
    const isString = bytes[start] === Byte.quote;
    if (key === "stream") this.#stream = isString ? this.#streams.find(bytes, start, end) : undefined;
    else if (key === "emitted_at") this.#takeTime(bytes, start, end);
    else if (key === "meta") this.meta = bytes[start] === Byte.openBrace ? readMeta(bytes, start, end) : undefined;
    else if (key === "namespace" && isString) this.#namespace = latin1Text(bytes, start, end);
    else if (key === "namespace") this.#namespace = bytes[start] === Byte.n ? undefined : null;
    return end;
  }

  #takeTime(bytes: Uint8Array, start: number, end: number): void {
    this.emittedAt = parseTime(bytes, start, end);
    this.hasUnusableTime = Number.isNaN(this.emittedAt) && bytes[start] !== Byte.n;
  }

  #takeData(bytes: Uint8Array, start: number): number {
    const first = bytes[start];
    if (first !== Byte.openBrace) {
      this.data = first === Byte.n ? "absent" : "other";
      return this.#json.skipValue(bytes, start, 2);
    }
    const end = this.#dataWalker.walk(bytes, start + 1, this.#stream?.tree ?? this.#unknownStream);
    this.data = "object";
    this.dataStart = start;
    this.dataEnd = end;
    this.shape = this.#dataWalker.shape;
    this.marks = this.#dataWalker.marks;
    return end;
  }

  /** What the line said before its data will be said again by the next line of the stream, unless it is a time. */
  #keepOpening(bytes: Uint8Array, end: number): void {
    const namespace = this.#namespace;
    const isConstant = Number.isNaN(this.emittedAt) && !this.hasUnusableTime && this.meta === undefined;
    if (this.type !== "RECORD" || this.#stream === undefined || namespace === null || !isConstant) return;
    this.#openings.add({ bytes: bytes.slice(this.#lineStart, end), stream: this.#stream, namespace });
  }

  #forgetRecord(): void {
    this.#stream = undefined;
    this.#namespace = undefined;
    this.data = "absent";
    this.emittedAt = Number.NaN;
    this.hasUnusableTime = false;
    this.meta = undefined;
  }
}

function isRecordType(bytes: Uint8Array, start: number, end: number): boolean {
  if (startsWith(bytes, start, recordType)) return true;
  const text = latin1Text(bytes, start, end);
  return text.includes("\\") && JSON.parse(text) === "RECORD";
}

/** The text of a `meta` that says something. */
function readMeta(bytes: Uint8Array, start: number, end: number): string | undefined {
  const text = utf8Text(bytes, start, end);
  if (emptyMeta.has(text)) return undefined;
  return text.length <= 32 && emptyMeta.has(text.replace(/\s/g, "")) ? undefined : text;
}
