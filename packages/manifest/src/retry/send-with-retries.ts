import type { HttpResponse } from "../request/http-response.ts";
import { HttpResponse as Response } from "../request/http-response.ts";
import { RequestError } from "../request/request-error.ts";
import type { Engine } from "../stream/engine.ts";
import { TracedError } from "../stream/traced-error.ts";
import { BackoffError, type BackoffKind } from "./backoff-error.ts";
import type { ErrorHandler } from "./error-handler.ts";
import { retry, type RetryRule } from "./retry.ts";

/**
 * Tries a request as the CDK does: three series of attempts inside each other, for waits the manifest names (plus a second),
 * for rate limits (1, 2, 4 … seconds, without a limit of time) and for all else (1, 2, 4 … seconds).
 */
export async function sendWithRetries(
  attempt: () => Promise<HttpResponse>,
  options: { readonly errorHandler: ErrorHandler; readonly engine: Engine; readonly name: string },
): Promise<HttpResponse> {
  const { errorHandler, engine } = options;
  const { maxTime } = errorHandler;
  const maxTries = Math.max(0, errorHandler.maxRetries) + 1;
  const base = {
    maxTries,
    signal: engine.signal,
    onWait: (error: unknown, tries: number, seconds: number) =>
      engine.messages.log(
        "INFO",
        `Caught retryable error '${String((error as Error).message)}' after ${tries} tries. Waiting ${seconds} seconds then retrying...`,
      ),
  };
  const named: RetryRule = {
    ...base,
    accepts: isKind("named"),
    maxTime,
    waitTime: (error) => (error as BackoffError).seconds + 1,
  };
  const limited: RetryRule = { ...base, accepts: isKind("rate-limited"), waitTime: doubling };
  const isPlain = isKind("plain");
  const accepts = (error: unknown): boolean => isPlain(error) && !(engine.givesUpUnreachable && isUnreachable(error));
  const plain: RetryRule = { ...base, accepts, maxTime, waitTime: doubling };
  try {
    return await retry(() => retry(() => retry(attempt, named), limited), plain);
  } catch (error) {
    throw error instanceof BackoffError ? describeExhaustion(error) : error;
  }
}

function isKind(kind: BackoffKind): (error: unknown) => boolean {
  return (error) => error instanceof BackoffError && error.kind === kind;
}

/** No server has taken the connection. */
function isUnreachable(error: unknown): boolean {
  const cause =
    error instanceof BackoffError && error.outcome instanceof RequestError ? error.outcome.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" && /^(?:ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)$/.test(code);
}

function doubling(_error: unknown, tries: number): number {
  return 2 ** (tries - 1);
}

function describeExhaustion(error: BackoffError): TracedError {
  if (error.outcome instanceof Response && error.outcome.status === 429)
    return new TracedError("API rate limit exceeded.", {
      failureType: "transient_error",
      internalMessage: `Rate limit retry budget exhausted. Last exception: ${error.message}`,
    });
  return new TracedError(
    `Exhausted available request attempts. Please see logs for more details. Exception: ${error.message}`,
    {
      failureType: error.resolution.failureType ?? "system_error",
      internalMessage: `Exhausted available request attempts. Exception: ${error.message}`,
    },
  );
}
