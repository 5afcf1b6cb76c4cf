/** A stream as Airbyte names it: a name, and for sources with several schemas a namespace. */
export interface StreamKey {
  readonly name: string;
  readonly namespace?: string | undefined;
}

/** One text for a stream, to be used as the key of a map; never shown to people, never stored. */
export function streamId(stream: StreamKey): string {
  return stream.namespace === undefined ? stream.name : `${stream.namespace}\u0000${stream.name}`;
}

/** A stream's name for people: `name`, or `namespace.name`. */
export function streamLabel(stream: StreamKey): string {
  return stream.namespace === undefined ? stream.name : `${stream.namespace}.${stream.name}`;
}
