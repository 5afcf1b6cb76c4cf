/** A line of standard output: an Airbyte message, of which only the field named by its type is filled. */
export type Message = { type: string } & Record<string, unknown>;

/** A state as Airbyte hands it back: for this source always of type STREAM. */
export type StreamState = { type: "STREAM"; stream: { stream_descriptor: { name: string }; stream_state: unknown } };

/** A LOG message of level INFO. */
export function logMessage(message: string): Message {
  return { type: "LOG", log: { level: "INFO", message } };
}

/** A RECORD message, emitted now. */
export function recordMessage(stream: string, data: object, emittedAt: number): Message {
  return { type: "RECORD", record: { stream, data, emitted_at: emittedAt } };
}

/** A STATE message; `recordCount` is the number of records since the stream's previous state. */
export function stateMessage(stream: string, state: object, recordCount: number): Message {
  const entry: StreamState = { type: "STREAM", stream: { stream_descriptor: { name: stream }, stream_state: state } };
  return { type: "STATE", state: { ...entry, sourceStats: { recordCount } } };
}

/** A stream status. */
export function statusMessage(stream: string, status: "STARTED" | "RUNNING" | "COMPLETE" | "INCOMPLETE"): Message {
  return traceMessage("STREAM_STATUS", { stream_status: { stream_descriptor: { name: stream }, status } });
}

/** A guess of how many rows a stream will send. */
export function estimateMessage(stream: string, rows: number): Message {
  return traceMessage("ESTIMATE", { estimate: { name: stream, type: "STREAM", row_estimate: rows } });
}

/** A TRACE ERROR which the user can put right by another config; `stream` names the one that failed. */
export function configErrorMessage(message: string, stream?: string): Message {
  const descriptor = stream === undefined ? {} : { stream_descriptor: { name: stream } };
  return traceMessage("ERROR", { error: { message, failure_type: "config_error", ...descriptor } });
}

function traceMessage(type: string, payload: object): Message {
  return { type: "TRACE", trace: { type, emitted_at: Date.now(), ...payload } };
}
