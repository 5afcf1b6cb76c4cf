import type { StateMessage } from "../protocol/state.ts";
import { streamId } from "../protocol/stream.ts";

/** What can become visible in one transaction: rows of streams, and the states that earned them. */
export interface EarnedPart {
  readonly streams: readonly EarnedRows[];
  readonly states: readonly StateMessage[];
  /** Streams, by index, whose state is to be forgotten. */
  readonly forget: readonly number[];
}

/** Rows of one stream, by its index: those with `after < ordinal <= through`. */
export interface EarnedRows {
  readonly stream: number;
  readonly after: number;
  readonly through: number;
  /** The stream succeeded, and these are its last rows. */
  readonly complete: boolean;
}

/**
 * The same as one part a stream, so that one of them can fail alone; undefined when the part cannot be taken apart, since
 * it is about one stream only or a state covers several.
 */
export function splitByStream(part: EarnedPart, indexOf: (id: string) => number | undefined): EarnedPart[] | undefined {
  const streams = new Set([...part.streams.map(({ stream }) => stream), ...part.forget]);
  for (const { stream } of part.states) {
    const index = stream && indexOf(streamId(stream));
    if (index === undefined) return undefined;
    streams.add(index);
  }
  if (streams.size < 2) return undefined;
  return [...streams].map((index) => ({
    streams: part.streams.filter(({ stream }) => stream === index),
    states: part.states.filter(({ stream }) => stream !== undefined && indexOf(streamId(stream)) === index),
    forget: part.forget.filter((stream) => stream === index),
  }));
}

/**
 * The same as parts of a few streams each, since a transaction over hundreds of tables takes much memory; as one part where a
 * state covers several streams.
 */
export function splitLargePart(part: EarnedPart, indexOf: (id: string) => number | undefined): readonly EarnedPart[] {
  const alone = part.streams.length > mostStreams ? splitByStream(part, indexOf) : undefined;
  if (alone === undefined) return [part];
  const count = Math.ceil(alone.length / mostStreams);
  return Array.from({ length: count }, (_, index) =>
    joinParts(alone.slice(index * mostStreams, (index + 1) * mostStreams)),
  );
}

/** Streams whose rows become visible in one transaction, where they need not be more. */
const mostStreams = 32;

function joinParts(parts: readonly EarnedPart[]): EarnedPart {
  return {
    streams: parts.flatMap(({ streams }) => streams),
    states: parts.flatMap(({ states }) => states),
    forget: parts.flatMap(({ forget }) => forget),
  };
}
