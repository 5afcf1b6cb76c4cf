import type { StoredState } from "../cache/stored.ts";
import { dropStreamStates } from "../protocol/drop-stream-states.ts";
import { type StreamKey, streamId } from "../protocol/stream.ts";

/** States after one more: it takes the place of the one of its stream, and of all states of other types. */
export function saveState(states: readonly StoredState[], state: StoredState): StoredState[] {
  const kept = states.filter(
    ({ type, stream }) => type === state.type && type === "STREAM" && !isSame(stream, state.stream),
  );
  return [...kept, state];
}

/** States without those of some streams; a LEGACY state is one for all and stays. */
export function forgetStreams(states: readonly StoredState[], streams: readonly StreamKey[]): StoredState[] {
  return states.flatMap((state) => {
    if (state.type === "GLOBAL") return [{ ...state, text: dropStreamStates(state.text, streams) }];
    return streams.some((stream) => isSame(stream, state.stream)) ? [] : [state];
  });
}

function isSame(one: StreamKey | undefined, other: StreamKey | undefined): boolean {
  return one !== undefined && other !== undefined && streamId(one) === streamId(other);
}
