/** An Airbyte message. */
export interface Message {
  type: string;
  [field: string]: unknown;
}

/** The time (ms) all test connectors put on their messages. */
export declare const EMITTED_AT: number;

/** A RECORD message; `extra` takes `namespace`, `meta`, another `emitted_at` … */
export declare function record(stream: string, data: unknown, extra?: object): Message;

/** A STATE message of type STREAM; `recordCount` becomes `sourceStats`. */
export declare function streamState(
  stream: string,
  state: unknown,
  options?: { recordCount?: number; namespace?: string },
): Message;

/** A STATE message of type GLOBAL; `states` maps stream names to their states. */
export declare function globalState(
  shared: unknown,
  states: Record<string, unknown>,
  options?: { recordCount?: number },
): Message;

/** A STATE message for all streams at once: as it was before state had types, or `typed` LEGACY. */
export declare function legacyState(data: unknown, options?: { typed?: boolean }): Message;

/** A stream status. */
export declare function streamStatus(
  stream: string,
  status: "STARTED" | "RUNNING" | "COMPLETE" | "INCOMPLETE",
  options?: { namespace?: string; reasons?: unknown[] },
): Message;

/** A TRACE ERROR; `extra` takes `internal_message`, `stack_trace`, `failure_type` and `stream_descriptor`. */
export declare function traceError(message: string, extra?: object): Message;

/** A TRACE ESTIMATE of the rows of one stream. */
export declare function estimate(stream: string, rows: number): Message;

/** A LOG message. */
export declare function log(level: string, message: string): Message;

/** A CONTROL message which hands the runner a new config. */
export declare function controlConfig(config: unknown): Message;

/** A CONNECTION_STATUS message. */
export declare function connectionStatus(status: "SUCCEEDED" | "FAILED", message?: string): Message;

/** A SPEC message around a JSON Schema of the config. */
export declare function spec(connectionSpecification: object): Message;

/** A CATALOG message. */
export declare function catalog(streams: object[]): Message;
