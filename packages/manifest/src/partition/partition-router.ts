import type { Cursor } from "../cursor/cursor.ts";
import type { Component } from "../load/component.ts";
import type { PythonDict } from "../python/value.ts";
import type { RequestOptionsProvider } from "../request/request-options-provider.ts";
import type { StreamRecord } from "../stream/stream-record.ts";
import type { StreamSlice } from "../stream/stream-slice.ts";

/** Divides a stream into partitions, from a list or from the records of parent streams. */
export interface PartitionRouter extends RequestOptionsProvider {
  /** The partitions, as slices without cursor bounds. Parents are read as partitions are asked for. */
  slices(): AsyncIterable<StreamSlice>;
  /** The states of the parents this stream depends on, by stream name; undefined for a router that has none. */
  parentState(): PythonDict | undefined;
}

/** A stream read for the sake of another's partitions. */
export interface ParentStream {
  readonly name: string;
  readonly cursor: Cursor;
  /** The records of one slice that `cursor.slices()` gave. The reader calls `observe` and `closeSlice` itself. */
  readSlice(slice: StreamSlice): AsyncIterable<StreamRecord>;
}

/** What a router is made of. */
export interface PartitionRouterOptions {
  readonly config: PythonDict;
  readonly streamName: string;
  /** The state of the stream the router belongs to (`parent_state` inside); empty where there is none. */
  readonly state: PythonDict;
  /** Builds the stream of a ParentStreamConfig (its `stream` component), which starts from the given state. */
  readonly createParentStream: (stream: Component, state: PythonDict) => ParentStream;
}
