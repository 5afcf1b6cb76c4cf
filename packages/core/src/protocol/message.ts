import type { AirbyteCatalog } from "./catalog.ts";
import type { JsonObject } from "./json.ts";
import type { ConnectorSpec } from "./spec.ts";
import type { StateMessage } from "./state.ts";
import type { StreamKey } from "./stream.ts";
import type { Trace } from "./trace.ts";

/** Levels of LOG messages (AirbyteLogMessage). */
export type LogLevel = "FATAL" | "ERROR" | "WARN" | "INFO" | "DEBUG" | "TRACE";

/** What about a record keeps it off a fast path; bits of `RecordMessage.marks`. 0 means: nothing unusual. */
export const RecordMark = {
  /** A number with more digits, or a larger exponent, than a double keeps. */
  number: 1,
  /** The record carries `meta` (the source's own changes). */
  meta: 2,
  /** A `\u` escape of NUL, or of half a surrogate pair. */
  escape: 4,
  /** A key that occurs twice in its object, or a top-level one whose spelling holds an escape. */
  key: 8,
  /** A value that is not JSON (`NaN`), or is nested too deep: `data` is to be read with `readData`. */
  unreadable: 16,
} as const;

/**
 * A RECORD that has not been parsed: `data` is the byte range [start, end) of `bytes`, valid JSON text of an object (but for what
 * `RecordMark.unreadable` says) in valid UTF-8. `fields` are the top-level keys of `data`; records of the same shape share one array, so that comparing
 * arrays by identity tells whether anything new can be in them.
 */
export interface RecordMessage {
  readonly kind: "record";
  readonly stream: StreamKey;
  /** Epoch milliseconds. */
  readonly emittedAt: number;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly marks: number;
  readonly fields: readonly string[];
  /** Raw JSON text of `meta`, when the record has one. */
  readonly meta?: string;
}

/** Why a line, or a record, cannot be used; stable words, shown in reports and kept in `airdock.rejected`. */
export type RejectReason =
  | "record-without-data"
  | "data-not-an-object"
  | "record-without-stream"
  | "unknown-stream"
  | "broken-json"
  | "invalid-utf8"
  | "line-too-long"
  | "key-too-long";

/** A line that meant to be a record and cannot be stored. Counted, reported, its beginning kept. */
export interface RejectedMessage {
  readonly kind: "rejected";
  readonly reason: RejectReason;
  readonly stream?: StreamKey;
  /** The beginning of the line, at most 2,000 characters, invalid bytes replaced. */
  readonly excerpt: string;
  /** The output ended within the line. */
  readonly isCut?: boolean;
}

/** A line of text that is no Airbyte message: treated as a log, as the protocol says. */
export interface NoiseMessage {
  readonly kind: "noise";
  readonly text: string;
}

/** LOG, and what else is only to be shown. */
export interface LogMessage {
  readonly kind: "log";
  readonly level: LogLevel;
  readonly message: string;
  readonly stackTrace?: string;
}

/** Everything a connector can say on its stdout, one shape a kind. Types that nobody knows are `noise`. */
export type Message =
  | RecordMessage
  | RejectedMessage
  | NoiseMessage
  | LogMessage
  | { readonly kind: "state"; readonly state: StateMessage }
  | { readonly kind: "trace"; readonly trace: Trace }
  | { readonly kind: "spec"; readonly spec: ConnectorSpec }
  | { readonly kind: "status"; readonly succeeded: boolean; readonly message?: string }
  | { readonly kind: "catalog"; readonly catalog: AirbyteCatalog }
  /** CONTROL CONNECTOR_CONFIG: the config the connector wants to be started with next time. */
  | { readonly kind: "control"; readonly config: JsonObject };
