import type { FailureType } from "../stream/traced-error.ts";

/** What is done about an answer. Source: the `action` of an HttpResponseFilter. */
export type ResponseAction =
  | "SUCCESS"
  | "RETRY"
  | "FAIL"
  | "IGNORE"
  | "RESET_PAGINATION"
  | "RATE_LIMITED"
  | "REFRESH_TOKEN_THEN_RETRY"
  | "REDUCE_PAGE_SIZE"
  | "SPLIT_REQUEST_WINDOW";

/** How an answer, or the lack of one, is judged. */
export interface Resolution {
  readonly action: ResponseAction;
  readonly failureType?: FailureType | undefined;
  /** For users; empty or absent where there is nothing better to say than the request and its answer. */
  readonly message?: string | undefined;
}

/** All is well. */
export const success: Resolution = { action: "SUCCESS" };
