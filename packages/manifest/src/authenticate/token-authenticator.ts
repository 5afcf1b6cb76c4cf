import type { PythonDict } from "../python/value.ts";
import type { RequestOption } from "../request/request-option.ts";
import type { Authenticator } from "./authenticator.ts";

/** Puts a token where a request option says. */
export function tokenAuthenticator(option: RequestOption, readToken: () => string | Promise<string>): Authenticator {
  return {
    async options(target) {
      const options: PythonDict = {};
      if (target === option.target) option.inject(options, await readToken());
      return options;
    },
  };
}

/** Sends a token in a header. */
export function headerAuthenticator(header: string, readToken: () => string | Promise<string>): Authenticator {
  return { options: async (target) => (target === "header" ? { [header]: await readToken() } : {}) };
}
