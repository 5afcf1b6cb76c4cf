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
