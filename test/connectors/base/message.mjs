/** The time all test connectors put on their messages: runs can then be compared byte for byte. */
export const EMITTED_AT = 1_700_000_000_000;

/** A RECORD message. */
export function record(stream, data, extra = {}) {
  return { type: "RECORD", record: { stream, data, emitted_at: EMITTED_AT, ...extra } };
}

/** A STATE message of type STREAM. */
export function streamState(stream, state, { recordCount, namespace } = {}) {
  return {
    type: "STATE",
    state: { type: "STREAM", stream: streamEntry(stream, state, namespace), ...sourceStats(recordCount) },
  };
}

/** A STATE message of type GLOBAL; `states` maps stream names to their states. */
export function globalState(shared, states, { recordCount } = {}) {
  const entries = Object.entries(states).map(([stream, state]) => streamEntry(stream, state));
  return {
    type: "STATE",
    state: { type: "GLOBAL", global: { shared_state: shared, stream_states: entries }, ...sourceStats(recordCount) },
  };
}

/** A STATE message for all streams at once: as it was before state had types, or `typed` LEGACY. */
export function legacyState(data, { typed = false } = {}) {
  return { type: "STATE", state: { ...(typed && { type: "LEGACY" }), data } };
}

/** A stream status: STARTED, RUNNING, COMPLETE or INCOMPLETE. */
export function streamStatus(stream, status, { namespace, reasons } = {}) {
  const entry = { stream_descriptor: { name: stream, namespace }, status, reasons };
  return { type: "TRACE", trace: { type: "STREAM_STATUS", emitted_at: EMITTED_AT, stream_status: entry } };
}

/** A TRACE ERROR; `extra` takes `internal_message`, `stack_trace`, `failure_type` and `stream_descriptor`. */
export function traceError(message, extra = {}) {
  return {
    type: "TRACE",
    trace: { type: "ERROR", emitted_at: EMITTED_AT, error: { message, failure_type: "system_error", ...extra } },
  };
}

/** A TRACE ESTIMATE of the rows of one stream. */
export function estimate(stream, rows) {
  return {
    type: "TRACE",
    trace: { type: "ESTIMATE", emitted_at: EMITTED_AT, estimate: { name: stream, type: "STREAM", row_estimate: rows } },
  };
}

/** A LOG message. */
export function log(level, message) {
  return { type: "LOG", log: { level, message } };
}

/** A CONTROL message which hands the runner a new config. */
export function controlConfig(config) {
  return {
    type: "CONTROL",
    control: { type: "CONNECTOR_CONFIG", emitted_at: EMITTED_AT, connectorConfig: { config } },
  };
}

/** A CONNECTION_STATUS message. */
export function connectionStatus(status, message) {
  return { type: "CONNECTION_STATUS", connectionStatus: { status, ...(message && { message }) } };
}

/** A SPEC message around a JSON Schema of the config. */
export function spec(connectionSpecification) {
  return { type: "SPEC", spec: { connectionSpecification } };
}

/** A CATALOG message. */
export function catalog(streams) {
  return { type: "CATALOG", catalog: { streams } };
}

function streamEntry(stream, state, namespace) {
  return { stream_descriptor: { name: stream, namespace }, stream_state: state };
}

function sourceStats(recordCount) {
  return recordCount === undefined ? {} : { sourceStats: { recordCount } };
}
