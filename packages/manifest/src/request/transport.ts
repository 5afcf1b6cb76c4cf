import { Agent as HttpAgent, type IncomingMessage, request as httpRequest, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Readable } from "node:stream";
import { decompress } from "./decompress.ts";
import type { CookieJar } from "./cookie-jar.ts";
import { findHeader, type HttpRequest, setHeader } from "./http-request.ts";
import { HttpResponse } from "./http-response.ts";
import { resolveUrl } from "./join-url.ts";
import { requoteUri } from "./quote.ts";
import { RequestError } from "./request-error.ts";
import { trustedCertificates } from "./trusted-certificates.ts";
import { ResponseHeaders } from "./response-headers.ts";

const redirectLimit = 30;

/** How a request is sent. */
export interface SendOptions {
  readonly cookies?: CookieJar | undefined;
  /** Hand the body out as it arrives, for answers below 400. */
  readonly stream?: boolean | undefined;
  /** Milliseconds without an answer or the next piece of it; no limit by default. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Sends requests over kept connections and follows redirects. Rejects with a {@link RequestError} when no answer can be read. */
export class Transport implements Disposable {
  readonly #http = new HttpAgent({ keepAlive: true, maxSockets: 20, proxyEnv: process.env });
  // Reading and parsing certificates takes time that a source without TLS has not to spend.
  #secure: HttpsAgent | undefined;

  async send(request: HttpRequest, options: SendOptions = {}): Promise<HttpResponse> {
    let current = request;
    for (let redirects = 0; redirects <= redirectLimit; redirects += 1) {
      const response = await this.#sendOnce(current, options);
      const next = followRedirect(current, response);
      if (next === undefined) return response;
      current = next;
    }
    throw new RequestError("TooManyRedirects", `Exceeded ${redirectLimit} redirects.`);
  }

  [Symbol.dispose](): void {
    this.#http.destroy();
    this.#secure?.destroy();
  }

  get #https(): HttpsAgent {
    if (this.#secure !== undefined) return this.#secure;
    const ca = trustedCertificates(process.env);
    this.#secure = new HttpsAgent({
      ...{ keepAlive: true, maxSockets: 20, proxyEnv: process.env },
      ...(ca === undefined ? {} : { ca }),
    });
    return this.#secure;
  }

  async #sendOnce(request: HttpRequest, options: SendOptions): Promise<HttpResponse> {
    const url = new URL(request.url);
    const cookie = options.cookies?.header(url.host);
    const headers = { ...request.headers };
    if (cookie !== undefined && findHeader(headers, "cookie") === undefined) headers["Cookie"] = cookie;
    const message = await this.#open(url, { ...request, headers }, options);
    const responseHeaders = new ResponseHeaders(message.rawHeaders);
    options.cookies?.keep(url.host, responseHeaders.find("set-cookie"));
    const status = message.statusCode ?? 0;
    const body = decompress(message, responseHeaders.find("content-encoding"));
    const { statusMessage: reason = "" } = message;
    const parts = { request, status, reason, url: request.url, headers: responseHeaders };
    if (options.stream === true && status < 300) return new HttpResponse({ ...parts, body: guard(body) });
    return new HttpResponse({ ...parts, body: await collect(body) });
  }

  #open(url: URL, request: HttpRequest, options: SendOptions): Promise<IncomingMessage> {
    const secure = url.protocol === "https:";
    const body = request.body === undefined ? undefined : Buffer.from(request.body, "utf8");
    const headers = { ...request.headers };
    if (body !== undefined) setHeader(headers, "Content-Length", String(body.length));
    else if (!["GET", "HEAD"].includes(request.method)) setHeader(headers, "Content-Length", "0");
    const parameters: RequestOptions = {
      method: request.method,
      headers,
      agent: secure ? this.#https : this.#http,
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    };
    return new Promise((resolve, reject) => {
      const sent = (secure ? httpsRequest : httpRequest)(url, parameters, resolve);
      sent.on("timeout", () => sent.destroy(new RequestError("ReadTimeout", `Read timed out: ${request.url}`)));
      sent.on("error", (error) => reject(describeFailure(error, request)));
      sent.end(body);
    });
  }
}

function describeFailure(error: Error, request: HttpRequest): Error {
  if (error instanceof RequestError || error.name === "AbortError") return error;
  return new RequestError("ConnectionError", `${request.method} ${request.url} failed: ${error.message}`, error);
}

async function collect(body: Readable): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of guard(body)) pieces.push(piece);
  return pieces.length === 1 ? Buffer.from(pieces[0] ?? []) : Buffer.concat(pieces);
}

/** The pieces of a body; a broken one fails as python-requests words it. */
async function* guard(body: Readable): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of body) yield piece as Uint8Array;
  } catch (error) {
    if (error instanceof RequestError || (error as Error).name === "AbortError") throw error;
    throw new RequestError("ChunkedEncodingError", `Response ended prematurely: ${(error as Error).message}`, error);
  }
}

/**
 * The request a redirect asks for: GET after 303, and after 301 and 302 unless it was one. To another origin it carries nothing that was meant for the first: no
 * header of the manifest or the authenticator, no body, no cookie (those are kept by host). From https to http none is followed.
 */
function followRedirect(request: HttpRequest, response: HttpResponse): HttpRequest | undefined {
  const location = response.headers.find("location");
  if (location === undefined || ![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  const url = requoteUri(resolveUrl(request.url, location));
  const [from, to] = [new URL(request.url), new URL(url)];
  if (from.protocol === "https:" && to.protocol === "http:") throw downgrade(request, url);
  const isOwn = isSameOrigin(from, to) || isUpgrade(from, to);
  const headers = isOwn ? { ...request.headers } : keepHarmless(request.headers);
  const keepsMethod =
    response.status === 307 ||
    response.status === 308 ||
    request.method === "HEAD" ||
    (response.status !== 303 && request.method !== "POST" && response.status !== 302);
  if (keepsMethod && !isOwn && request.body !== undefined) throw foreignBody(request, url);
  if (keepsMethod) return { ...request, url, headers };
  for (const name of ["content-length", "content-type", "transfer-encoding"]) dropHeader(headers, name);
  return { method: "GET", url, headers, body: undefined };
}

function isSameOrigin(from: URL, to: URL): boolean {
  return from.origin === to.origin;
}

/** The same host, by TLS from now on. */
function isUpgrade(from: URL, to: URL): boolean {
  const hasUsualPorts = from.port === "" && to.port === "";
  return from.protocol === "http:" && to.protocol === "https:" && from.hostname === to.hostname && hasUsualPorts;
}

/** Headers that say nothing of who asks: any other may hold a credential, whatever its name is. */
const harmless = new Set(["user-agent", "accept", "accept-encoding", "accept-language", "connection", "range"]);

function keepHarmless(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name.toLowerCase())));
}

function downgrade(request: HttpRequest, url: string): RequestError {
  return new RequestError(
    "RefusedRedirect",
    `${request.method} ${withoutQuery(request.url)} was redirected from https to ${withoutQuery(url)}, where anybody could read it along the way; this is not followed.`,
  );
}

function foreignBody(request: HttpRequest, url: string): RequestError {
  return new RequestError(
    "RefusedRedirect",
    `${request.method} ${withoutQuery(request.url)} was redirected to another host, ${withoutQuery(url)}, which is not to get what was sent; this is not followed.`,
  );
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/su, "");
}

function dropHeader(headers: Record<string, string>, name: string): void {
  for (const known of Object.keys(headers)) if (known.toLowerCase() === name) delete headers[known];
}
