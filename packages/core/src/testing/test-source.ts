import type { Source } from "../connector/source.ts";
import type { AirbyteStream, ConfiguredStream } from "../protocol/catalog.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { inferSchema } from "./infer-schema.ts";
import { createMessageSource } from "./message-source.ts";

/** A stream of a test source: its records, and how it behaves. */
export interface TestStream {
  readonly records: readonly JsonObject[];
  readonly namespace?: string | undefined;
  /** Default: one that fits the records. */
  readonly jsonSchema?: JsonObject | undefined;
  /** The primary key. Default: none. */
  readonly key?: string | readonly string[] | undefined;
  /** Makes the stream incremental: a state holds the greatest value so far, and only records beyond it are sent again. */
  readonly cursor?: string | undefined;
  /** A state after so many records. Default: one at the end. */
  readonly stateEvery?: number | undefined;
  /** Ends the stream with this error after its records (and before their last state). */
  readonly error?: string | undefined;
}

/** How the source as a whole behaves. */
export interface TestSourceOptions {
  /** Default `test`. */
  readonly name?: string | undefined;
  readonly exitCode?: number | undefined;
}

/**
 * A source without a process, for tests of code that syncs: `createTestSource({ users: [{ id: 1 }] })`. The streams are
 * sent one after the other, each with its states and its statuses.
 */
export function createTestSource(
  streams: Readonly<Record<string, readonly JsonObject[] | TestStream>>,
  options: TestSourceOptions = {},
): Source {
  const byName = new Map(
    Object.entries(streams).map(([name, stream]) => [name, isRecords(stream) ? { records: stream } : stream]),
  );
  const hasError = [...byName.values()].some(({ error }) => error !== undefined);
  return createMessageSource({
    name: options.name,
    exitCode: options.exitCode ?? (hasError ? 1 : 0),
    streams: [...byName].map(([name, stream]) => describeStream(name, stream)),
    *read({ catalog, states }) {
      const given = states.map((text) => JSON.parse(text) as StreamState);
      for (const configured of catalog.streams) {
        const stream = byName.get(configured.stream.name);
        if (stream !== undefined) yield* readStream(configured, stream, given);
      }
    },
  });
}

interface StreamState {
  readonly stream?: {
    readonly stream_descriptor: { readonly name: string };
    readonly stream_state: { readonly cursor?: JsonValue };
  };
}

function isRecords(stream: readonly JsonObject[] | TestStream): stream is readonly JsonObject[] {
  return Array.isArray(stream);
}

function describeStream(name: string, { records, jsonSchema, key, cursor, namespace }: TestStream): AirbyteStream {
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    json_schema: jsonSchema ?? inferSchema(records),
    supported_sync_modes: cursor === undefined ? ["full_refresh"] : ["full_refresh", "incremental"],
    ...(cursor === undefined ? {} : { source_defined_cursor: true, default_cursor_field: [cursor] }),
    ...(key === undefined ? {} : { source_defined_primary_key: [key].flat().map((part) => [part]) }),
  };
}

function* readStream(
  { stream, sync_mode }: ConfiguredStream,
  test: TestStream,
  states: readonly StreamState[],
): Generator<object> {
  const descriptor = { name: stream.name, ...(test.namespace === undefined ? {} : { namespace: test.namespace }) };
  const cursor = sync_mode === "incremental" ? test.cursor : undefined;
  const reached = states.find(({ stream: state }) => state?.stream_descriptor.name === stream.name)?.stream
    ?.stream_state.cursor;
  const records = test.records.filter((record) => cursor === undefined || isBeyond(record[cursor], reached));
  let greatest = reached ?? null;
  let sinceState = 0;
  const state = (): object => {
    const value = { stream_descriptor: descriptor, stream_state: { cursor: greatest } };
    const message = {
      type: "STATE",
      state: { type: "STREAM", stream: value, sourceStats: { recordCount: sinceState } },
    };
    sinceState = 0;
    return message;
  };
  yield status(descriptor, "STARTED");
  for (const [index, data] of records.entries()) {
    const { name, namespace } = descriptor;
    yield { type: "RECORD", record: { stream: name, ...(namespace && { namespace }), data, emitted_at: Date.now() } };
    sinceState++;
    if (cursor !== undefined && isBeyond(data[cursor], greatest)) greatest = data[cursor] ?? null;
    const isLast = index === records.length - 1;
    if (test.stateEvery !== undefined && !isLast && (index + 1) % test.stateEvery === 0) yield state();
  }
  if (test.error === undefined) {
    yield state();
    yield status(descriptor, "COMPLETE");
  } else {
    const error = { message: test.error, failure_type: "system_error", stream_descriptor: descriptor };
    yield { type: "TRACE", trace: { type: "ERROR", emitted_at: Date.now(), error } };
    yield status(descriptor, "INCOMPLETE");
  }
}

function status(stream_descriptor: object, word: string): object {
  const stream_status = { stream_descriptor, status: word };
  return { type: "TRACE", trace: { type: "STREAM_STATUS", emitted_at: Date.now(), stream_status } };
}

function isBeyond(value: JsonValue | undefined, reached: JsonValue | undefined): boolean {
  if (reached === undefined || reached === null) return true;
  return value !== undefined && value !== null && value > reached;
}
