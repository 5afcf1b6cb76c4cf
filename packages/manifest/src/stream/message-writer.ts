import { once } from "node:events";
import { dumpJson } from "../python/dump-json.ts";
import type { PythonDict } from "../python/value.ts";
import type { StreamRecord } from "./stream-record.ts";
import type { FailureType } from "./traced-error.ts";
import { withoutNulls } from "./without-nulls.ts";

/** Characters collected before they are written. */
const bufferSize = 64 * 1024;

/** What happens to a stream, as the protocol names it. */
export type StreamStatus = "STARTED" | "RUNNING" | "COMPLETE" | "INCOMPLETE";

/** What a trace of a failure says. */
export interface ErrorTrace {
  readonly message: string;
  readonly failureType: FailureType;
  readonly internalMessage?: string | undefined;
  readonly stackTrace?: string | undefined;
  readonly stream?: string | undefined;
}

/** Writes protocol messages, a line each. What is written waits in a buffer; {@link drained} waits until the reader has taken it. */
export class MessageWriter {
  readonly #output: NodeJS.WritableStream;
  readonly #counts = new Map<string, number>();
  #buffer = "";
  #full = false;

  constructor(output: NodeJS.WritableStream) {
    this.#output = output;
  }

  /** Writes a message as it is. */
  message(message: PythonDict): void {
    this.#line(dumpJson(message));
  }

  /** Writes records of one stream. */
  records(stream: string, records: readonly StreamRecord[]): void {
    const head = `{"type":"RECORD","record":{"stream":${JSON.stringify(stream)},"data":`;
    const tail = `,"emitted_at":${Date.now()}}}`;
    for (const { data, file } of records)
      this.#line(
        head +
          dumpJson(withoutNulls(data)) +
          (file === undefined ? "" : `,"file_reference":${dumpJson({ ...file })}`) +
          tail,
      );
    this.#counts.set(stream, (this.#counts.get(stream) ?? 0) + records.length);
  }

  /** Writes the state of a stream, with the number of records since the last one. */
  state(stream: string, state: PythonDict): void {
    const count = this.#counts.get(stream) ?? 0;
    this.#counts.delete(stream);
    const descriptor = { stream_descriptor: { name: stream }, stream_state: state };
    this.#line(
      `{"type":"STATE","state":{"type":"STREAM","stream":${dumpJson(descriptor)},"sourceStats":{"recordCount":${count}.0}}}`,
    );
  }

  status(stream: string, status: StreamStatus, reason?: "RATE_LIMITED"): void {
    const described: PythonDict = { stream_descriptor: { name: stream }, status };
    if (reason !== undefined) described["reasons"] = [{ type: reason }];
    this.#trace({ type: "STREAM_STATUS", emitted_at: Date.now(), stream_status: described });
  }

  /** The stream goes on, but the API wants it to wait. Written at once: a wait follows. */
  rateLimited(stream: string): void {
    this.status(stream, "RUNNING", "RATE_LIMITED");
    this.flush();
  }

  error(trace: ErrorTrace): void {
    const error: PythonDict = { message: trace.message };
    if (trace.internalMessage !== undefined) error["internal_message"] = trace.internalMessage;
    if (trace.stackTrace !== undefined) error["stack_trace"] = trace.stackTrace;
    error["failure_type"] = trace.failureType;
    if (trace.stream !== undefined) error["stream_descriptor"] = { name: trace.stream };
    this.#trace({ type: "ERROR", emitted_at: Date.now(), error });
  }

  /** Announces a changed config. */
  control(config: PythonDict): void {
    const control = {
      type: "CONNECTOR_CONFIG",
      emitted_at: Date.now(),
      connectorConfig: { config: withoutNulls(config) },
    };
    this.message({ type: "CONTROL", control });
    this.flush();
  }

  log(level: "DEBUG" | "INFO" | "WARN" | "ERROR", message: string): void {
    this.message({ type: "LOG", log: { level, message } });
  }

  /** Hands on what is in the buffer. */
  flush(): void {
    if (this.#buffer === "") return;
    this.#full = !this.#output.write(this.#buffer);
    this.#buffer = "";
  }

  /** Settles at once, or when the reader has caught up. */
  async drained(): Promise<void> {
    if (!this.#full) return;
    this.#full = false;
    await once(this.#output, "drain");
  }

  #trace(trace: PythonDict): void {
    this.message({ type: "TRACE", trace });
  }

  #line(line: string): void {
    this.#buffer += `${line}\n`;
    if (this.#buffer.length >= bufferSize) this.flush();
  }
}
