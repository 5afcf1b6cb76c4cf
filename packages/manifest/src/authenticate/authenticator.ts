import type { RequestTarget } from "../request/request-option.ts";
import type { PythonDict } from "../python/value.ts";

/** Adds credentials to requests. */
export interface Authenticator {
  /** What it adds to one part of the request; asked anew for each attempt, so that tokens can be renewed. */
  options(target: RequestTarget): Promise<PythonDict>;
  /** Gets a new token whatever the age of the old one. Absent where there is nothing to renew. */
  refresh?(): Promise<void>;
}

/** Adds nothing. */
export const noAuthenticator: Authenticator = { options: () => Promise.resolve({}) };
