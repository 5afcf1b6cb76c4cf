import { representPython } from "../python/represent-python.ts";
import { representText } from "../python/represent-text.ts";
import { printPython } from "../python/print-python.ts";
import type { HttpRequest } from "../request/http-request.ts";
import { HttpResponse } from "../request/http-response.ts";
import type { RequestError } from "../request/request-error.ts";
import type { Engine } from "../stream/engine.ts";
import { TracedError } from "../stream/traced-error.ts";
import { BackoffError } from "./backoff-error.ts";
import type { ErrorHandler } from "./error-handler.ts";
import { PageSignal } from "./page-signal.ts";
import { parseErrorMessage } from "./parse-error-message.ts";
import type { Resolution } from "./resolution.ts";

/** Seconds before a request goes out again with other credentials. */
const rotationWait = 0.1;

/** An answer with its judgement. */
export interface JudgedOutcome {
  readonly request: HttpRequest;
  readonly outcome: HttpResponse | RequestError;
  readonly resolution: Resolution;
  /** Which attempt this was, from 1. */
  readonly attempt: number;
  readonly errorHandler: ErrorHandler;
  readonly engine: Engine;
  readonly name: string;
  /** Other credentials can be tried at once, so that no wait is computed. */
  readonly rotates: boolean;
}

/** The answer, where it is one to go on with; throws what the judgement asks for in all other cases. */
export function settleOutcome(judged: JudgedOutcome): HttpResponse {
  const { request, outcome, resolution, engine, name } = judged;
  switch (resolution.action) {
    case "RESET_PAGINATION":
    case "REDUCE_PAGE_SIZE":
    case "SPLIT_REQUEST_WINDOW":
      throw new PageSignal(resolution.action, resolution);
    case "FAIL": {
      const details = engine.secrets.redact(describeFailure(request, outcome));
      engine.messages.log("ERROR", details);
      throw new TracedError(resolution.message || details, {
        failureType: resolution.failureType ?? "system_error",
        internalMessage: details,
      });
    }
    case "RATE_LIMITED":
      engine.messages.rateLimited(name);
      throw createBackoff(judged);
    case "RETRY":
    case "REFRESH_TOKEN_THEN_RETRY":
      throw createBackoff(judged);
    case "IGNORE":
      engine.messages.log(
        "INFO",
        resolution.message ||
          `Ignoring response for '${request.method}' request to '${request.url}' ${describeStatus(outcome)}`,
      );
      break;
    case "SUCCESS":
  }
  if (outcome instanceof HttpResponse) return outcome;
  // An ignored exception has no answer: it counts as one that carries nothing and ends the pages.
  return new HttpResponse({
    request,
    status: 599,
    reason: "",
    url: request.url,
    headers: engine.noHeaders,
    body: Buffer.alloc(0),
  });
}

function createBackoff({ request, outcome, resolution, attempt, errorHandler, rotates }: JudgedOutcome): BackoffError {
  let seconds: number | undefined = rotates ? rotationWait : undefined;
  for (const strategy of rotates ? [] : errorHandler.backoffStrategies) {
    seconds = strategy.waitTime(outcome, attempt);
    if (seconds !== undefined && seconds !== 0) break;
  }
  const message =
    resolution.message ||
    `Request to ${request.url} failed with failure type FailureType.${resolution.failureType ?? "system_error"}, response action ResponseAction.${resolution.action}.`;
  if (seconds !== undefined && seconds !== 0)
    return new BackoffError("named", message, { outcome, resolution, seconds });
  return new BackoffError(resolution.action === "RATE_LIMITED" ? "rate-limited" : "plain", message, {
    outcome,
    resolution,
  });
}

function describeStatus(outcome: HttpResponse | RequestError): string {
  return outcome instanceof HttpResponse ? `with response code '${outcome.status}'` : `with error '${outcome.message}'`;
}

function describeFailure(request: HttpRequest, outcome: HttpResponse | RequestError): string {
  const what = `'${request.method}' request to '${request.url}' failed with`;
  if (!(outcome instanceof HttpResponse)) return `${what} exception: '${outcome.message}'`;
  const json = outcome.json();
  const body = json === undefined ? outcome.bytes.toString("utf8") : printPython(json);
  const sent = request.body === undefined ? "None" : `b${representText(request.body)}`;
  return (
    `${what} status code '${outcome.status}' and error message: '${parseErrorMessage(outcome) ?? "None"}'. ` +
    `Request (body): '${sent}'. Response (body): '${body}'. Response (headers): '${representPython(outcome.headers.written)}'.`
  );
}
