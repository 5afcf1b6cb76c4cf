import type { HttpResponse } from "../request/http-response.ts";
import { TracedError } from "../stream/traced-error.ts";
import type { RetryRule } from "./retry.ts";

/** Characters of a body that an error shows. */
const shown = 120;

/**
 * An answer with a good status whose body cannot be read: a page of a proxy, JSON that is cut off. The CDK takes it for an answer without records and goes on after
 * it; here the slice fails, and its state stays.
 */
export class UnreadableAnswer extends TracedError {
  constructor(response: HttpResponse, problem: string, redact: (text: string) => string) {
    const { request, status, headers } = response;
    const type = headers.find("content-type") ?? "no content type";
    const begin =
      response.bytes.length === 0 ? "" : ` It begins: ${JSON.stringify(redact(response.text()).slice(0, shown))}.`;
    const message = redact(
      `The answer to ${request.method} ${request.url} (status ${status}, ${type}) ${problem}.${begin} An API that means "no records" by it needs a response filter with action IGNORE.`,
    );
    super(message, { failureType: "transient_error", internalMessage: message });
  }
}

/** Such an answer may be a passing trouble of a proxy: three more attempts, 30 seconds in all. */
export const unreadableRetry: Pick<RetryRule, "accepts" | "maxTries" | "maxTime" | "waitTime"> = {
  accepts: (error) => error instanceof UnreadableAnswer,
  maxTries: 4,
  maxTime: 30,
  waitTime: (_error, tries) => 2 ** (tries - 1),
};
