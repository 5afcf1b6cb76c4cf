import type { HttpResponse } from "../request/http-response.ts";
import type { RequestError } from "../request/request-error.ts";

/** How long to wait before the next attempt. */
export interface BackoffStrategy {
  /** Seconds; undefined or 0 leaves it to the next strategy. `attempt` counts from 1. Throws where waiting so long is not allowed. */
  waitTime(outcome: HttpResponse | RequestError, attempt: number): number | undefined;
}
