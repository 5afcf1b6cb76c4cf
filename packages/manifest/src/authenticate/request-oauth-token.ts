import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { encodeParameters } from "../request/encode-parameters.ts";
import { setHeader } from "../request/http-request.ts";
import type { HttpResponse } from "../request/http-response.ts";
import { prepareUrl } from "../request/prepare-url.ts";
import { RequestError } from "../request/request-error.ts";
import { retry } from "../retry/retry.ts";
import type { Engine } from "../stream/engine.ts";
import { TracedError } from "../stream/traced-error.ts";
import { findDeep } from "./find-deep.ts";
import type { OauthSettings, RejectedToken } from "./oauth-settings.ts";

/** Seconds a token request is tried again for, when it gets no answer, a 429 or a 5xx. */
const maxTime = 300;

/** Asks for a token and returns the answer, which holds one. Words: the CDK's AbstractOauth2Authenticator. */
export async function requestOauthToken(
  settings: OauthSettings,
  args: PythonDict,
  engine: Engine,
): Promise<PythonDict> {
  const headers: Record<string, string> = {
    "User-Agent": "airdock",
    "Accept-Encoding": "gzip, deflate",
    Accept: "*/*",
  };
  for (const [name, value] of Object.entries(settings.headers())) setHeader(headers, name, printPython(value));
  const body = settings.inQuery ? "" : encodeParameters(args);
  if (body !== "" && !Object.keys(headers).some((name) => name.toLowerCase() === "content-type"))
    headers["Content-Type"] = "application/x-www-form-urlencoded";
  const url = prepareUrl(settings.endpoint() ?? "", settings.inQuery ? args : {});
  const ask = async (): Promise<HttpResponse> => {
    const response = await engine.transport.send(
      { method: "POST", url, headers, body: body === "" ? undefined : body },
      { signal: engine.signal },
    );
    if (response.status === 429 || response.status >= 500) throw new BusyError(response);
    return response;
  };
  try {
    const response = await retry(ask, {
      accepts: (error) => error instanceof BusyError || error instanceof RequestError,
      maxTries: Infinity,
      maxTime,
      waitTime: (_error, tries) => Math.random() * 2 ** (tries - 1),
      signal: engine.signal,
    });
    return readAnswer(response, settings, args, engine);
  } catch (error) {
    if (error instanceof RequestError)
      throw new TracedError("OAuth access token refresh request failed due to a network error.", {
        failureType: "transient_error",
        internalMessage: `Network error during OAuth token refresh after retries were exhausted: ${error.message}`,
        cause: error,
      });
    throw error;
  }
}

/** The token endpoint asks to come back later. */
class BusyError extends PythonError {
  constructor(response: HttpResponse) {
    super(
      "DefaultBackoffException",
      `Request URL: ${response.request.url}, Response Code: ${response.status}, Response Text: ${response.text()}`,
    );
  }
}

function readAnswer(response: HttpResponse, settings: OauthSettings, args: PythonDict, engine: Engine): PythonDict {
  const content = response.json();
  if (!response.ok) {
    if (isRejected(response.status, content, settings.rejected))
      throw describeRejection(response, content, settings, args, engine);
    const side = response.status < 500 ? "Client" : "Server";
    throw new PythonError("HTTPError", `${response.status} ${side} Error: ${response.reason} for url: ${response.url}`);
  }
  if (content === undefined) throw new PythonError("JSONDecodeError", "Expecting value: line 1 column 1 (char 0)");
  const token = findDeep(content, settings.accessTokenName());
  if (!isTrue(token ?? null))
    throw new PythonError(
      "Exception",
      `Token refresh API response was missing access token ${settings.accessTokenName()}`,
    );
  engine.secrets.add(printPython(token ?? null));
  return isDict(content) ? content : { answer: content };
}

function isRejected(status: number, content: PythonValue | undefined, rejected: RejectedToken): boolean {
  if (!isDict(content) || !rejected.statuses.includes(status)) return false;
  const value = content[rejected.key];
  return typeof value === "string" && rejected.values.includes(value);
}

function describeRejection(
  response: HttpResponse,
  content: PythonValue | undefined,
  settings: OauthSettings,
  args: PythonDict,
  engine: Engine,
): TracedError {
  const redact = (text: string): string => {
    let redacted = engine.secrets.redact(text);
    for (const name of [settings.refreshTokenName(), settings.clientSecretName()]) {
      const value = args[name];
      if (typeof value === "string" && value !== "") redacted = redacted.replaceAll(value, "****");
    }
    return redacted;
  };
  const parts: string[] = [];
  if (isDict(content)) {
    const { error, error_description: description } = content;
    if (typeof error === "string" && error.trim() !== "") parts.push(error.trim().split(/\s+/u).join(" "));
    const code = typeof description === "string" ? /^[A-Za-z]{3,}\d{4,}\b/u.exec(description.trim()) : null;
    if (code !== null) parts.push(code[0]);
  }
  const advice =
    "Refresh token was rejected by the OAuth provider (invalid, expired, or already used). Re-authenticate this source's credentials in its connection settings.";
  const detail = parts.length === 0 ? "" : ` Provider error: ${cut(redact(parts.join(": ")), 64)}`;
  return new TracedError(`${advice}${detail}`, {
    failureType: "config_error",
    internalMessage: `Refresh token rejected by the OAuth token endpoint. HTTP ${response.status}: ${cut(redact(response.text()), 1000)}`,
  });
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}...`;
}
