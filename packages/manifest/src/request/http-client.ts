import type { Authenticator } from "../authenticate/authenticator.ts";
import type { Decoder } from "../decode/decoder.ts";
import { isDict } from "../python/is-dict.ts";
import { dumpPythonJson } from "../python/dump-python-json.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict } from "../python/value.ts";
import { BackoffError } from "../retry/backoff-error.ts";
import type { ErrorHandler } from "../retry/error-handler.ts";
import { retry } from "../retry/retry.ts";
import { UnreadableAnswer, unreadableRetry } from "../retry/unreadable-answer.ts";
import { settleOutcome } from "../retry/settle-outcome.ts";
import { sendWithRetries } from "../retry/send-with-retries.ts";
import { TracedError } from "../stream/traced-error.ts";
import { CookieJar } from "./cookie-jar.ts";
import type { Engine } from "../stream/engine.ts";
import { encodeParameters } from "./encode-parameters.ts";
import { findHeader, type HttpRequest, setHeader } from "./http-request.ts";
import type { HttpResponse } from "./http-response.ts";
import type { RequestOptions } from "./merge-options.ts";
import { prepareUrl } from "./prepare-url.ts";
import { RequestError } from "./request-error.ts";

/** The methods that send what a manifest puts into the body. */
const bodyMethods = new Set(["GET", "POST", "PUT", "PATCH"]);

/** What a client is made of. */
export interface HttpClientOptions {
  /** The stream's name, for traces and the cache. */
  readonly name: string;
  readonly engine: Engine;
  readonly authenticator: Authenticator;
  readonly errorHandler: ErrorHandler;
  readonly useCache?: boolean | undefined;
  /** Hand bodies out as they arrive. */
  readonly stream?: boolean | undefined;
  readonly timeout?: number | undefined;
  /** Why a body cannot be read, see `Decoder`. Default: it is not looked at. */
  readonly findProblem?: Decoder["findProblem"];
}

/** A request as a requester describes it, before it is encoded. */
export interface RequestDraft {
  readonly method: string;
  readonly url: string;
  readonly headers: PythonDict;
  readonly parameters: PythonDict;
  readonly json: RequestOptions;
  readonly data: RequestOptions;
}

/** Sends requests with credentials, within the rate budget, and again where the error handler says so. Keeps cookies like a session. */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #cookies = new CookieJar();

  constructor(options: HttpClientOptions) {
    this.#options = options;
  }

  /** The answer, judged: one that is to be ignored comes with its status, a failure rejects with a TracedError or a PageSignal. */
  async send(draft: RequestDraft): Promise<HttpResponse> {
    const { authenticator, errorHandler, engine, name } = this.#options;
    const request = prepareRequest(draft);
    let attempt = 0;
    let refreshed: boolean | undefined;
    const trySend = async (): Promise<HttpResponse> => {
      attempt += 1;
      for (const [header, value] of Object.entries(await authenticator.options("header")))
        setHeader(request.headers, header, String(value));
      await authenticator.sign?.(request);
      const outcome = await this.#attempt(request);
      const resolution = errorHandler.interpret(outcome);
      if (resolution.action === "REFRESH_TOKEN_THEN_RETRY")
        refreshed = await this.#refreshToken(request, refreshed, resolution.message);
      const rotates = resolution.action === "RATE_LIMITED" && authenticator.hasAlternative?.(request) === true;
      const response = settleOutcome({ request, outcome, resolution, attempt, errorHandler, engine, name, rotates });
      if (resolution.action === "SUCCESS") await this.#refuseUnreadable(response);
      return response;
    };
    return retry(() => sendWithRetries(trySend, { errorHandler, engine, name }), {
      ...unreadableRetry,
      signal: engine.signal,
      onWait: (error) => engine.messages.log("INFO", `${(error as Error).message} Trying again.`),
    });
  }

  async #refuseUnreadable(response: HttpResponse): Promise<void> {
    const { engine, name, findProblem, useCache } = this.#options;
    if (findProblem === undefined || response.isBodiless) return;
    const problem = await findProblem(response);
    if (problem === undefined) return;
    if (useCache === true) engine.cache.forget(name, response.request);
    throw new UnreadableAnswer(response, problem, (text) => engine.secrets.redact(text));
  }

  async #attempt(request: HttpRequest): Promise<HttpResponse | RequestError> {
    const { engine, name, useCache } = this.#options;
    try {
      return await (useCache === true
        ? engine.cache.obtain(name, request, () => this.#send(request))
        : this.#send(request));
    } catch (error) {
      if (error instanceof RequestError) return error;
      throw error;
    }
  }

  async #send(request: HttpRequest): Promise<HttpResponse> {
    const { engine, stream, timeout, useCache } = this.#options;
    await engine.budget?.acquire(request, engine.signal);
    // A kept answer has to be whole.
    const options = {
      cookies: this.#cookies,
      stream: stream === true && useCache !== true,
      timeout,
      signal: engine.signal,
    };
    const response = await engine.transport.send(request, options);
    engine.traceRequest?.(request, response);
    engine.budget?.observe(request, response);
    this.#options.authenticator.observe?.(request, response);
    return response;
  }

  /** Renews the token once for a request. Returns whether it worked; a second rejection ends the request. */
  async #refreshToken(
    request: HttpRequest,
    refreshed: boolean | undefined,
    reason: string | undefined,
  ): Promise<boolean> {
    const { authenticator, engine } = this.#options;
    if (refreshed !== undefined)
      throw new TracedError(
        refreshed
          ? "Refreshed OAuth access token is rejected by the API."
          : "API rejects the current OAuth access token and the token refresh failed.",
        {
          failureType: refreshed ? "config_error" : "transient_error",
          internalMessage: `'${request.method}' request to '${request.url}' was rejected again; not refreshing again. ${reason ?? ""}`,
        },
      );
    if (authenticator.refresh === undefined) {
      engine.messages.log(
        "WARN",
        "REFRESH_TOKEN_THEN_RETRY action received but authenticator does not support token refresh. Proceeding with normal retry.",
      );
      return false;
    }
    const sent = findHeader(request.headers, "authorization");
    const current = findHeader((await authenticator.options("header")) as Record<string, string>, "authorization");
    if (sent !== undefined && current !== undefined && sent !== current) return true;
    try {
      await authenticator.refresh();
      return true;
    } catch (error) {
      if (error instanceof TracedError && error.failureType === "config_error") throw error;
      if (error instanceof BackoffError || error instanceof TracedError || error instanceof RequestError) {
        engine.messages.log(
          "WARN",
          `Failed to refresh OAuth token: ${error.message}. Proceeding with retry using existing token.`,
        );
        return false;
      }
      throw error;
    }
  }
}

function prepareRequest(draft: RequestDraft): HttpRequest {
  const headers: Record<string, string> = {
    "User-Agent": "airdock",
    "Accept-Encoding": "gzip, deflate",
    Accept: "*/*",
    Connection: "keep-alive",
  };
  for (const [name, value] of Object.entries(draft.headers)) setHeader(headers, name, String(value));
  const url = prepareUrl(draft.url, draft.parameters);
  const body = bodyMethods.has(draft.method) ? encodeBody(draft) : undefined;
  if (body?.type !== undefined && findHeader(headers, "content-type") === undefined)
    headers["Content-Type"] = body.type;
  return { method: draft.method, url, headers, body: body?.text };
}

function encodeBody({ json, data }: RequestDraft): { text: string; type: string | undefined } | undefined {
  const hasJson = !isEmpty(json);
  const hasData = !isEmpty(data);
  if (hasJson && hasData)
    throw new PythonError(
      "RequestBodyException",
      "At the same time only one of the 'request_body_data' and 'request_body_json' functions can return data",
    );
  if (hasJson) return { text: dumpPythonJson(json), type: "application/json" };
  if (!hasData) return undefined;
  if (!isDict(data)) return { text: data, type: undefined };
  return { text: encodeParameters(data), type: "application/x-www-form-urlencoded" };
}

function isEmpty(options: RequestOptions): boolean {
  return typeof options === "string" ? options === "" : Object.keys(options).length === 0;
}
