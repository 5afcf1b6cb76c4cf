import type { StoredState } from "../cache/stored.ts";
import { dropStreamStates } from "../protocol/drop-stream-states.ts";
import { streamId } from "../protocol/stream.ts";
import type { PlannedStream } from "./planned-stream.ts";

/**
 * The states the source is given back, as it wrote them. Streams that are replaced start without: their STREAM states are
 * left out, and their entries in a GLOBAL state; states of streams that are not read, too.
 */
export function chooseStates(states: readonly StoredState[], streams: readonly PlannedStream[]): StoredState[] {
  const replaced = streams.filter(({ plan }) => plan.mode === "replace").map(({ key }) => key);
  if (replaced.length === streams.length) return [];
  const resumed = new Set(streams.filter(({ plan }) => plan.mode !== "replace").map(({ key }) => streamId(key)));
  return states.flatMap((state) => {
    if (state.stream !== undefined) return resumed.has(streamId(state.stream)) ? [state] : [];
    return state.type === "GLOBAL" ? [{ ...state, text: dropStreamStates(state.text, replaced) }] : [state];
  });
}
