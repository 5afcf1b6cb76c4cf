import type { HttpResponse } from "../request/http-response.ts";
import type { RequestError } from "../request/request-error.ts";
import type { BackoffStrategy } from "./backoff-strategy.ts";
import type { Resolution } from "./resolution.ts";

/** Judges answers, and says how long and how often to try again. */
export interface ErrorHandler {
  /** Attempts after the first. */
  readonly maxRetries: number;
  /** Seconds after which nothing is tried again. */
  readonly maxTime: number;
  readonly backoffStrategies: readonly BackoffStrategy[];
  interpret(outcome: HttpResponse | RequestError): Resolution;
}
