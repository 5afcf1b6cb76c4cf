import type { AirbyteStream } from "../src/protocol/catalog.ts";

/** The time every record has, so that runs can be compared. */
export const emittedAt = 1_700_000_000_000;

/** A RECORD message. */
export function record(stream: string, data: object, extra: object = {}): object {
  return { type: "RECORD", record: { stream, data, emitted_at: emittedAt, ...extra } };
}

/** RECORD messages with the ids from `first` to `last`. */
export function records(stream: string, first: number, last: number): object[] {
  return Array.from({ length: last - first + 1 }, (_, index) => record(stream, { id: first + index }));
}

/** A STATE message of one stream. */
export function streamState(name: string, state: unknown, recordCount?: number): object {
  return {
    type: "STATE",
    state: { type: "STREAM", stream: { stream_descriptor: { name }, stream_state: state }, ...stats(recordCount) },
  };
}

/** A STATE message of all streams. */
export function globalState(shared: unknown, states: Readonly<Record<string, unknown>>, recordCount?: number): object {
  const stream_states = Object.entries(states).map(([name, stream_state]) => ({
    stream_descriptor: { name },
    stream_state,
  }));
  return {
    type: "STATE",
    state: { type: "GLOBAL", global: { shared_state: shared, stream_states }, ...stats(recordCount) },
  };
}

/** A STATE message as it was before there were types. */
export function legacyState(data: object): object {
  return { type: "STATE", state: { data } };
}

/** A stream status. */
export function status(name: string, word: "STARTED" | "RUNNING" | "COMPLETE" | "INCOMPLETE"): object {
  return {
    type: "TRACE",
    trace: {
      type: "STREAM_STATUS",
      emitted_at: emittedAt,
      stream_status: { stream_descriptor: { name }, status: word },
    },
  };
}

/** A TRACE ERROR, of one stream or of the connector. */
export function traceError(message: string, name?: string, extra: object = {}): object {
  const error = { message, failure_type: "system_error", ...(name && { stream_descriptor: { name } }), ...extra };
  return { type: "TRACE", trace: { type: "ERROR", emitted_at: emittedAt, error } };
}

/** A stream of rows with an `id`, which can be read on from a state. */
export function stream(
  name: string,
  options: { readonly keyed?: boolean; readonly incremental?: boolean } = {},
): AirbyteStream {
  const { keyed = false, incremental = true } = options;
  return {
    name,
    json_schema: { type: "object", properties: { id: { type: "integer" } } },
    supported_sync_modes: incremental ? ["full_refresh", "incremental"] : ["full_refresh"],
    source_defined_cursor: incremental,
    ...(keyed && { source_defined_primary_key: [["id"]] }),
  };
}

function stats(recordCount: number | undefined): object {
  return recordCount === undefined ? {} : { sourceStats: { recordCount } };
}
