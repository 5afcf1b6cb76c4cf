import { createDecoder } from "../decode/create-decoder.ts";
import { firstDocument } from "../decode/first-document.ts";
import { getPath } from "../path/get-path.ts";
import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { parseDuration } from "../python/parse-duration.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { readClock } from "../python/python-datetime.ts";
import { createRequestOption } from "../request/request-option.ts";
import { computePython } from "../python/compute-python.ts";
import { comparePython } from "../python/compare-python.ts";
import type { PythonValue } from "../python/value.ts";
import { TracedError } from "../stream/traced-error.ts";
import type { AuthenticatorOptions } from "./authenticator-options.ts";
import type { Authenticator } from "./authenticator.ts";
import { headerAuthenticator, tokenAuthenticator } from "./token-authenticator.ts";

/** Logs in by a request of its own and sends the token found in the answer. Without `expiration_duration` each use logs in anew, as in the CDK. */
export function createSessionTokenAuthenticator(component: Component, options: AuthenticatorOptions): Authenticator {
  const { engine } = options;
  const readToken = createTokenReader(component, options);
  const use = component.required("request_authentication");
  if (use.type === "Bearer")
    return headerAuthenticator("Authorization", async () => `Bearer ${printPython(await readToken())}`);
  const template = new Template(use.text("api_token") ?? "{{ session_token }}", engine.config, component.parameters);
  const option = createRequestOption(use.required("inject_into"), engine.config);
  return tokenAuthenticator(option, async () => template.text({ session_token: await readToken() }));
}

function createTokenReader(component: Component, options: AuthenticatorOptions): () => Promise<PythonValue> {
  const login = options.engine.createRequester(component.required("login_requester"), {
    name: `${options.name}_login_requester`,
    engine: options.engine,
  });
  const decoder = createDecoder(component.child("decoder"));
  const path = component.list("session_token_path").map(printPython);
  const written = component.text("expiration_duration");
  const duration = written === undefined ? undefined : parseDuration(written);
  let token: PythonValue = null;
  let expiry: PythonValue = null;
  let pending: Promise<void> | undefined;
  const renew = async (): Promise<void> => {
    const response = await login.send({});
    const found = response.ok ? getPath(await firstDocument(decoder, response), path) : undefined;
    if (!response.ok) throw new TracedError("Failed to get session token, response got ignored by requester");
    if (found === undefined) throw new PythonError("KeyError", path.join("/"));
    token = found;
    if (duration !== undefined) expiry = computePython("+", readClock(), duration);
  };
  return async () => {
    if (duration === undefined) await renew();
    else if (expiry === null || comparePython("<", expiry, readClock())) {
      pending ??= renew().finally(() => (pending = undefined));
      await pending;
    }
    if (token === null) throw new TracedError("Failed to get session token, token is None");
    return token;
  };
}
