import { FieldTree } from "./field-tree.ts";
import { latin1Text } from "./latin1-text.ts";
import { startsWith } from "./starts-with.ts";
import type { StreamKey } from "./stream.ts";

const maxStreams = 10_000;

/** A stream name that was seen, and the shapes of its records. */
export interface KnownStream {
  /** The name as it is written, with its quotes. */
  readonly spelling: Uint8Array;
  readonly key: StreamKey;
  readonly tree: FieldTree;
  /** The keys of the streams of this name that have a namespace, by how that is written. */
  readonly namespaces: Map<string, StreamKey>;
}

/** The streams seen so far, found by how they are written: the same stream always gets the same `StreamKey` object. */
export class StreamTable {
  #last: KnownStream | undefined;
  readonly #streams = new Map<string, KnownStream>();

  /** The stream whose name is the JSON string in [start, end). */
  find(bytes: Uint8Array, start: number, end: number): KnownStream {
    const last = this.#last;
    if (last !== undefined && startsWith(bytes, start, last.spelling)) return last;
    const text = latin1Text(bytes, start, end);
    return (this.#last = this.#streams.get(text) ?? this.#add(text, bytes.slice(start, end)));
  }

  /** The key of `stream` in the namespace that a JSON string says, given as `latin1Text`; an empty one is none. */
  key(stream: KnownStream, namespace: string | undefined): StreamKey {
    if (namespace === undefined || namespace === '""') return stream.key;
    const known = stream.namespaces.get(namespace);
    if (known !== undefined) return known;
    if (stream.namespaces.size >= maxStreams) stream.namespaces.clear();
    const key = { name: stream.key.name, namespace: decode(namespace) };
    stream.namespaces.set(namespace, key);
    return key;
  }

  #add(text: string, spelling: Uint8Array): KnownStream {
    if (this.#streams.size >= maxStreams) this.#streams.clear();
    const stream = { spelling, key: { name: decode(text) }, tree: new FieldTree(), namespaces: new Map() };
    this.#streams.set(text, stream);
    return stream;
  }
}

function decode(latin1: string): string {
  return JSON.parse(Buffer.from(latin1, "latin1").toString("utf8"));
}
