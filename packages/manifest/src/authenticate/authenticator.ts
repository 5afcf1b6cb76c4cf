import type { HttpRequest } from "../request/http-request.ts";
import type { HttpResponse } from "../request/http-response.ts";
import type { RequestTarget } from "../request/request-option.ts";
import type { PythonDict } from "../python/value.ts";

/** Adds credentials to requests. */
export interface Authenticator {
  /** What it adds to one part of the request; asked anew for each attempt, so that tokens can be renewed. */
  options(target: RequestTarget): Promise<PythonDict>;
  /** Gets a new token whatever the age of the old one. Absent where there is nothing to renew. */
  refresh?(): Promise<void>;
  /** Signs each attempt of a request; it may wait until it can. Absent where `options` say all. */
  sign?(request: HttpRequest): Promise<void>;
  /** Learns from the answer to a request it signed; answers from the cache are not shown to it. */
  observe?(request: HttpRequest, response: HttpResponse): void;
  /** Whether a request that was rejected for its rate can go out at once with other credentials. */
  hasAlternative?(request: HttpRequest): boolean;
}

/** Adds nothing. */
export const noAuthenticator: Authenticator = { options: () => Promise.resolve({}) };
