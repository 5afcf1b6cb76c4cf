import { isUtf8 } from "node:buffer";
import { Byte } from "./byte.ts";
import { excerpt } from "./excerpt.ts";
import { LineSplitter } from "./line-splitter.ts";
import { mendRecord } from "./mend-record.ts";
import type { Message } from "./message.ts";
import { parseLine } from "./parse-line.ts";
import { RecordScanner } from "./record-scanner.ts";
import { splitLine } from "./split-line.ts";
import { utf8Text } from "./utf8-text.ts";

/** How messages are read. */
export interface MessageReaderOptions {
  /** The longest line that is read, in bytes; a longer one is rejected as `line-too-long`. Default 256 MiB. */
  readonly maxLineBytes?: number | undefined;
}

/** Reads the messages of one connector's stdout, chunk by chunk and without waiting; see `readMessages`. */
export class MessageReader {
  readonly #splitter: LineSplitter;
  readonly #scanner = new RecordScanner();
  #atStart = true;
  /** The bytes whose lines were checked all together, and what came of it. */
  #checkedBytes: Uint8Array | undefined;
  #areUtf8 = false;

  constructor(options: MessageReaderOptions = {}) {
    this.#splitter = new LineSplitter(options);
  }

  /** The messages whose lines end in this chunk. The chunk must not be written to any more. */
  read(chunk: Uint8Array): Message[] {
    const messages: Message[] = [];
    const now = Date.now();
    this.#splitter.push(chunk);
    this.#checkedBytes = undefined;
    while (this.#splitter.next()) this.#readLine(messages, now);
    return messages;
  }

  /** After the last chunk: the message of a last line without line end. */
  finish(): Message[] {
    const messages: Message[] = [];
    if (this.#splitter.finish()) this.#readLine(messages, Date.now());
    return messages.map((message) => (message.kind === "rejected" ? { ...message, isCut: true } : message));
  }

  #readLine(messages: Message[], now: number): void {
    const { bytes, end, tooLong } = this.#splitter;
    let { start } = this.#splitter;
    if (this.#atStart) start = skipByteOrderMark(bytes, start);
    this.#atStart = false;
    if (tooLong) {
      messages.push({ kind: "rejected", reason: "line-too-long", excerpt: excerpt(bytes, start, end) });
      return;
    }
    const message = this.#readPiece({ bytes, start, end }, now);
    if (message === undefined) return;
    if (isUnclear(message)) this.#takeApart(messages, { bytes, start, end }, now);
    else messages.push(this.#checkText(message, { bytes, start, end }));
  }

  /** A line that is no message may be several of them, or one with values that are no JSON. */
  #takeApart(messages: Message[], { bytes, start, end }: Piece, now: number): void {
    for (const piece of splitLine(bytes, start, end)) {
      const place = { bytes, start: piece.start, end: piece.end };
      const read = this.#readPiece(place, now);
      const mended = piece.isWhole && read?.kind === "rejected" && read.reason === "broken-json";
      const message = mended ? (mendRecord(this.#scanner, place, now) ?? read) : read;
      if (message !== undefined) messages.push(this.#checkText(message, place));
    }
  }

  #readPiece({ bytes, start, end }: Piece, now: number): Message | undefined {
    return this.#scanner.scan(bytes, start, end, now) ?? parseText(utf8Text(bytes, start, end));
  }

  #checkText(message: Message, { bytes, start, end }: Piece): Message {
    const isValid = this.#isUtf8(bytes, start, end);
    return isValid || keepsMeaning(message) ? message : refuse(message, excerpt(bytes, start, end));
  }

  /** Checks all lines of a chunk together, and one by one only when that fails: a call for each would cost as much as a tenth of the scan. */
  #isUtf8(bytes: Buffer, start: number, end: number): boolean {
    if (bytes !== this.#checkedBytes) {
      this.#checkedBytes = bytes;
      this.#areUtf8 = isUtf8(bytes.subarray(start, bytes.lastIndexOf(Byte.newline)));
    }
    return this.#areUtf8 || isUtf8(bytes.subarray(start, end));
  }
}

/** The bytes [start, end) of a line. */
interface Piece {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** True for a line that begins as a message does, or says that it is one, and was not understood. */
function isUnclear(message: Message): boolean {
  if (message.kind === "noise") return message.text.trimStart().startsWith("{");
  return message.kind === "rejected" && message.reason === "broken-json";
}

function parseText(text: string): Message | undefined {
  return text.trim() === "" ? undefined : parseLine(text);
}

/** True when replaced bytes do no harm: what is only shown may have lost a letter. */
function keepsMeaning(message: Message): boolean {
  return message.kind === "noise" || message.kind === "log" || message.kind === "status" || message.kind === "trace";
}

function refuse(message: Message, beginning: string): Message {
  const stream = "stream" in message && message.stream !== undefined ? { stream: message.stream } : {};
  return { kind: "rejected", reason: "invalid-utf8", ...stream, excerpt: beginning };
}

function skipByteOrderMark(bytes: Uint8Array, start: number): number {
  return bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf ? start + 3 : start;
}
