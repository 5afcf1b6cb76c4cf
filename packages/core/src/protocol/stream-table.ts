import { FieldTree } from "./field-tree.ts";
import { latin1Text } from "./latin1-text.ts";
import { startsWith } from "./starts-with.ts";
import type { StreamKey } from "./stream.ts";
import { utf8Text } from "./utf8-text.ts";

const maxStreams = 10_000;

/** A stream name that was seen, and the shapes of its records. */
export interface KnownStream {
  /** The name as it is written, between its quotes. */
  readonly spelling: Uint8Array;
  readonly key: StreamKey;
  readonly tree: FieldTree;
  /** The stream's keys by the spelling of their namespace. */
  readonly namespaces: Map<string, StreamKey>;
}

/** The streams seen so far, found by the bytes of their name: the same stream always gets the same `StreamKey` object. */
export class StreamTable {
  #last: KnownStream | undefined;
  readonly #bySpelling = new Map<string, KnownStream>();

  /** The stream whose name stands in [start, end): valid JSON, between its quotes. */
  find(bytes: Uint8Array, start: number, end: number): KnownStream {
    const last = this.#last;
    if (last !== undefined && last.spelling.length === end - start && startsWith(bytes, start, last.spelling)) return last;
    const text = latin1Text(bytes, start, end);
    const found = this.#bySpelling.get(text) ?? this.#add(text, bytes, start, end);
    this.#last = found;
    return found;
  }

  /** The key of `stream` with the namespace that stands in [start, end). */
  withNamespace(stream: KnownStream, bytes: Uint8Array, start: number, end: number): StreamKey {
    const text = latin1Text(bytes, start, end);
    const known = stream.namespaces.get(text);
    if (known !== undefined) return known;
    if (stream.namespaces.size >= maxStreams) stream.namespaces.clear();
    const key = { name: stream.key.name, namespace: decode(bytes, start, end) };
    stream.namespaces.set(text, key);
    return key;
  }

  #add(text: string, bytes: Uint8Array, start: number, end: number): KnownStream {
    if (this.#bySpelling.size >= maxStreams) this.#bySpelling.clear();
    const key = { name: decode(bytes, start, end) };
    const stream = { spelling: bytes.slice(start, end), key, tree: new FieldTree(), namespaces: new Map() };
    this.#bySpelling.set(text, stream);
    return stream;
  }
}

function decode(bytes: Uint8Array, start: number, end: number): string {
  return JSON.parse(`"${utf8Text(bytes, start, end)}"`);
}
