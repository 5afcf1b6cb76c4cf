/** A message as a test reads it from standard output: the fields that tests look at. */
export interface PrintedMessage {
  type: string;
  record?: { stream: string; data: Record<string, unknown> };
  state?: PrintedState;
  trace?: {
    type: string;
    estimate?: { row_estimate: number };
    stream_status?: { status: string };
    error?: { failure_type: string };
  };
  catalog?: { streams: { name: string }[] };
}

/** The state of one stream. */
export interface PrintedState {
  stream: { stream_descriptor: { name: string }; stream_state: { count: number } };
  sourceStats: { recordCount: number };
}
