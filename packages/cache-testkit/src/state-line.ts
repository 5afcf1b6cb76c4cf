import type { StoredState, StreamKey } from "@airdock/core";

/** A STREAM state as the pipeline hands it over: `value` is the JSON text of the stream's state. */
export function streamState(stream: StreamKey, value: string): StoredState {
  const state = `{"type":"STREAM","stream":${streamStateText(stream, value)}}`;
  return { type: "STREAM", stream, text: stateLine(state) };
}

/** A GLOBAL state over some streams, with JSON text for the part they share and for each of them. */
export function globalState(
  shared: string,
  streams: readonly { readonly stream: StreamKey; readonly value: string }[],
): StoredState {
  const states = streams.map(({ stream, value }) => streamStateText(stream, value)).join(",");
  return {
    type: "GLOBAL",
    text: stateLine(`{"type":"GLOBAL","global":{"shared_state":${shared},"stream_states":[${states}]}}`),
  };
}

/** A LEGACY state: `data` is its JSON text. */
export function legacyState(data: string): StoredState {
  return { type: "LEGACY", text: stateLine(`{"type":"LEGACY","data":${data}}`) };
}

function streamStateText(stream: StreamKey, value: string): string {
  const namespace = stream.namespace === undefined ? "" : `,"namespace":${JSON.stringify(stream.namespace)}`;
  return `{"stream_descriptor":{"name":${JSON.stringify(stream.name)}${namespace}},"stream_state":${value}}`;
}

function stateLine(state: string): string {
  return `{"type":"STATE","state":${state}}`;
}
