import type { HttpResponse } from "../request/http-response.ts";
import type { StreamSlice } from "../stream/stream-slice.ts";

/** How a job of an asynchronous API stands. */
export type JobStatus = "running" | "completed" | "failed" | "timeout" | "skipped";

/** One job: it is created, polled until it is done, and then its results are downloaded. Timed by a clock that cannot be set. */
export class AsyncJob {
  readonly slice: StreamSlice;
  /** The answer to its creation; undefined for a job that could not be created. */
  readonly creation: HttpResponse | undefined;
  /** Which attempt for its slice it is, from 1. */
  readonly attempt: number;
  /** The answer that called it completed. */
  polling: HttpResponse | undefined;
  /** When it may be replaced, where failed jobs have to wait. */
  retryAt: number | undefined;
  readonly #deadline: number;
  #status: JobStatus;

  constructor(parts: { slice: StreamSlice; creation: HttpResponse | undefined; attempt: number; timeout: number }) {
    this.slice = parts.slice;
    this.creation = parts.creation;
    this.attempt = parts.attempt;
    this.#status = parts.creation === undefined ? "failed" : "running";
    this.#deadline = performance.now() + parts.timeout;
  }

  get status(): JobStatus {
    return this.#status === "running" && performance.now() > this.#deadline ? "timeout" : this.#status;
  }

  update(status: JobStatus): void {
    this.#status = status;
  }
}
