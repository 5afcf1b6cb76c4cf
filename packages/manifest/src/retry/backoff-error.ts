import type { HttpResponse } from "../request/http-response.ts";
import type { RequestError } from "../request/request-error.ts";
import type { Resolution } from "./resolution.ts";

/** Which of the three series of attempts an answer belongs to: waits named by the manifest, rate limits, all else. */
export type BackoffKind = "named" | "rate-limited" | "plain";

/** An answer that is to be tried again. */
export class BackoffError extends Error {
  override readonly name = "BackoffError";
  readonly kind: BackoffKind;
  readonly outcome: HttpResponse | RequestError;
  readonly resolution: Resolution;
  /** Seconds the manifest wants to wait, for `named`. */
  readonly seconds: number;

  constructor(
    kind: BackoffKind,
    message: string,
    parts: { outcome: HttpResponse | RequestError; resolution: Resolution; seconds?: number },
  ) {
    super(message);
    this.kind = kind;
    this.outcome = parts.outcome;
    this.resolution = parts.resolution;
    this.seconds = parts.seconds ?? 0;
  }
}
