import { Byte } from "./byte.ts";
import { DataWalker } from "./data-walker.ts";
import { type EnvelopeKey, envelopeKey } from "./envelope-key.ts";
import { excerpt } from "./excerpt.ts";
import { FieldTree, type RecordShape } from "./field-tree.ts";
import { JsonWalker } from "./json-walker.ts";
import { latin1Text } from "./latin1-text.ts";
import { RecordMark, type RecordMessage, type RejectedMessage, type RejectReason } from "./message.ts";
import { skipSpace } from "./skip-space.ts";
import { startsWith } from "./starts-with.ts";
import type { StreamKey } from "./stream.ts";
import { type KnownStream, StreamTable } from "./stream-table.ts";
import { utf8Text } from "./utf8-text.ts";

/** The latest moment a Date can hold, in milliseconds. */
const maxTime = 8.64e15;
const recordType = Buffer.from('"RECORD"');
const emptyMeta = new Set(["{}", '{"changes":[]}', '{"changes":null}']);

/**
 * The fast path: reads a RECORD line in one walk over its bytes, without making values of it. The walk checks all of JSON's
 * grammar, so that `data` can be trusted to parse. It remembers streams and shapes between lines: one scanner per output.
 */
export class RecordScanner {
  readonly #json = new JsonWalker();
  readonly #data = new DataWalker();
  readonly #streams = new StreamTable();
  /** For records whose data stands before their stream. */
  readonly #unknownStream = new FieldTree();

  // What the line under way has said so far. When a key comes twice, the last one counts, as in JSON.parse.
  #type: "RECORD" | "other" | undefined;
  #hasRecord = false;
  #stream: KnownStream | undefined;
  #namespaceStart = -1;
  #namespaceEnd = -1;
  #wrongNamespace = false;
  #dataStart = -1;
  #dataEnd = -1;
  #dataIsObject = false;
  #shape: RecordShape | undefined;
  #marks = 0;
  #emittedAt = Number.NaN;
  #meta: string | undefined;

  /**
   * Reads the line [start, end), which must be followed by a line end or nothing. `undefined`: not a RECORD, the full
   * parser is to look at it. `now` (epoch ms) stands in for an `emitted_at` that is missing or no number.
   */
  scan(bytes: Uint8Array, start: number, end: number, now: number): RecordMessage | RejectedMessage | undefined {
    this.#type = undefined;
    this.#hasRecord = false;
    this.#forgetRecord();
    let position = skipSpace(bytes, start);
    if (bytes[position] !== Byte.openBrace) return undefined;
    position = this.#walkMembers(bytes, position + 1, false);
    if (this.#type === "other") return undefined;
    if (position < 0 || skipSpace(bytes, position) < end) {
      return this.#type === "RECORD" || this.#hasRecord ? this.#reject("broken-json", bytes, start, end) : undefined;
    }
    if (this.#type !== "RECORD") return undefined;
    if (this.#stream === undefined || this.#wrongNamespace)
      return this.#reject("record-without-stream", bytes, start, end);
    if (this.#dataStart < 0) return this.#reject("record-without-data", bytes, start, end);
    if (!this.#dataIsObject || this.#shape === undefined) return this.#reject("data-not-an-object", bytes, start, end);
    const record = {
      kind: "record" as const,
      stream: this.#streamKey(bytes, this.#stream),
      emittedAt: Number.isNaN(this.#emittedAt) ? now : this.#emittedAt,
      bytes,
      start: this.#dataStart,
      end: this.#dataEnd,
      marks: this.#marks,
      fields: this.#shape.fields,
    };
    return this.#meta === undefined ? record : { ...record, marks: record.marks | RecordMark.meta, meta: this.#meta };
  }

  /** The members of the line's object, or of its record; from behind the brace to behind the closing one, or -1. */
  #walkMembers(bytes: Uint8Array, start: number, inRecord: boolean): number {
    let position = skipSpace(bytes, start);
    if (bytes[position] === Byte.closeBrace) return position + 1;
    for (;;) {
      if (bytes[position] !== Byte.quote) return -1;
      const keyStart = position + 1;
      position = this.#json.skipString(bytes, keyStart);
      if (position < 0) return -1;
      const key = envelopeKey(bytes, keyStart, position - 1);
      position = skipSpace(bytes, position);
      if (bytes[position] !== Byte.colon) return -1;
      position = skipSpace(bytes, position + 1);
      position = inRecord ? this.#takeRecordMember(key, bytes, position) : this.#takeLineMember(key, bytes, position);
      if (position < 0) return -1;
      position = skipSpace(bytes, position);
      if (bytes[position] === Byte.closeBrace) return position + 1;
      if (bytes[position] !== Byte.comma) return -1;
      position = skipSpace(bytes, position + 1);
    }
  }

  #takeLineMember(key: EnvelopeKey | undefined, bytes: Uint8Array, start: number): number {
    if (key === "record") {
      this.#forgetRecord();
      this.#hasRecord = bytes[start] === Byte.openBrace;
      if (this.#hasRecord) return this.#walkMembers(bytes, start + 1, true);
    }
    const end = this.#json.skipValue(bytes, start, 1);
    if (key !== "type" || end < 0) return end;
    this.#type = isRecordType(bytes, start, end) ? "RECORD" : "other";
    return this.#type === "RECORD" ? end : -1;
  }

  #takeRecordMember(key: EnvelopeKey | undefined, bytes: Uint8Array, start: number): number {
    if (key === "data") return this.#takeData(bytes, start);
    const end = this.#json.skipValue(bytes, start, 2);
    if (key === undefined || end < 0) return end;
    const isString = bytes[start] === Byte.quote;
    if (key === "stream") {
      this.#stream = isString ? this.#streams.find(bytes, start + 1, end - 1) : undefined;
    } else if (key === "namespace") {
      this.#namespaceStart = isString ? start + 1 : -1;
      this.#namespaceEnd = end - 1;
      this.#wrongNamespace = !isString && bytes[start] !== Byte.n;
    } else if (key === "emitted_at") {
      this.#emittedAt = parseTime(bytes, start, end);
    } else if (key === "meta") {
      const text = bytes[start] === Byte.openBrace ? utf8Text(bytes, start, end) : "{}";
      this.#meta = emptyMeta.has(text.length > 32 ? text : text.replace(/\s/g, "")) ? undefined : text;
    }
    return end;
  }

  #takeData(bytes: Uint8Array, start: number): number {
    this.#dataIsObject = bytes[start] === Byte.openBrace;
    if (!this.#dataIsObject) {
      const end = this.#json.skipValue(bytes, start, 2);
      this.#dataStart = bytes[start] === Byte.n ? -1 : start;
      return end;
    }
    const end = this.#data.walk(bytes, start + 1, this.#stream?.tree ?? this.#unknownStream);
    this.#dataStart = start;
    this.#dataEnd = end;
    this.#shape = this.#data.shape;
    this.#marks = this.#data.marks;
    return end;
  }

  #streamKey(bytes: Uint8Array, stream: KnownStream): StreamKey {
    if (this.#namespaceStart < 0) return stream.key;
    return this.#streams.withNamespace(stream, bytes, this.#namespaceStart, this.#namespaceEnd);
  }

  #reject(reason: RejectReason, bytes: Uint8Array, start: number, end: number): RejectedMessage {
    const stream =
      this.#stream === undefined || this.#wrongNamespace ? {} : { stream: this.#streamKey(bytes, this.#stream) };
    return { kind: "rejected", reason, ...stream, excerpt: excerpt(bytes, start, end) };
  }

  #forgetRecord(): void {
    this.#stream = undefined;
    this.#namespaceStart = -1;
    this.#wrongNamespace = false;
    this.#dataStart = -1;
    this.#dataIsObject = false;
    this.#emittedAt = Number.NaN;
    this.#meta = undefined;
  }
}

function isRecordType(bytes: Uint8Array, start: number, end: number): boolean {
  if (startsWith(bytes, start, recordType)) return true;
  const text = latin1Text(bytes, start, end);
  return text.includes("\\") && JSON.parse(text) === "RECORD";
}

/** Epoch milliseconds of a JSON number, fractions dropped; NaN for anything else and for what no Date holds. */
function parseTime(bytes: Uint8Array, start: number, end: number): number {
  let digits = 0;
  for (let index = start; index < end; index++) {
    const digit = (bytes[index] ?? 0) - Byte.zero;
    if (digit < 0 || digit > 9) return parseUnusualTime(latin1Text(bytes, start, end));
    digits = digits * 10 + digit;
  }
  return digits <= maxTime ? digits : Number.NaN;
}

function parseUnusualTime(text: string): number {
  const time = /^[-\d]/.test(text) ? Math.floor(Number(text)) : Number.NaN;
  return Math.abs(time) <= maxTime ? time : Number.NaN;
}
