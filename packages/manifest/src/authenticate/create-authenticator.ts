import { buildCounterpart } from "../custom/find-counterpart.ts";
import { getPath } from "../path/get-path.ts";
import { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { createRequestOption, type RequestOption } from "../request/request-option.ts";
import type { PythonDict } from "../python/value.ts";
import type { AuthenticatorOptions } from "./authenticator-options.ts";
import { type Authenticator, noAuthenticator } from "./authenticator.ts";
import { createJwtAuthenticator } from "./jwt-authenticator.ts";
import { createLegacySessionToken } from "./legacy-session-token.ts";
import { createOauthAuthenticator } from "./oauth-authenticator.ts";
import { createSessionTokenAuthenticator } from "./session-token-authenticator.ts";
import { shareRotatingTokens } from "./share-rotating-tokens.ts";
import { rotatingUpdater } from "./rotating-updater.ts";
import { headerAuthenticator, tokenAuthenticator } from "./token-authenticator.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** The authenticator of an `authenticator` component; without one nothing is added. */
export function createAuthenticator(component: Component | undefined, options: AuthenticatorOptions): Authenticator {
  if (component === undefined) return noAuthenticator;
  const { config } = options.engine;
  const text = (field: string): Template =>
    new Template(printPython(component.value(field) ?? ""), config, component.parameters);
  switch (component.type) {
    case "NoAuth":
      return noAuthenticator;
    case "ApiKeyAuthenticator": {
      const token = text("api_token");
      return tokenAuthenticator(readApiKeyOption(component, config), () => token.text());
    }
    case "BearerAuthenticator": {
      const token = text("api_token");
      return headerAuthenticator("Authorization", () => `Bearer ${token.text()}`);
    }
    case "BasicHttpAuthenticator": {
      const [username, password] = [text("username"), text("password")];
      const encode = (credentials: string): string => Buffer.from(credentials, "utf8").toString("base64");
      return headerAuthenticator("Authorization", () => `Basic ${encode(`${username.text()}:${password.text()}`)}`);
    }
    case "SelectiveAuthenticator":
      return selectAuthenticator(component, options);
    case "OAuthAuthenticator":
      return createOauthAuthenticator(component, options.engine, rotatingUpdater);
    case "SessionTokenAuthenticator":
      return createSessionTokenAuthenticator(component, options);
    case "JwtAuthenticator":
      return createJwtAuthenticator(component, config);
    case "LegacySessionTokenAuthenticator":
      return createLegacySessionToken(component, options);
    case "RateLimitedMultipleTokenAuthenticator":
      return shareRotatingTokens(component, options.engine);
    default: {
      const headers = buildCounterpart(component, "authenticator", config);
      if (headers === undefined) throw new UnsupportedComponent(component);
      return { options: async (target) => (target === "header" ? { ...(await headers()) } : {}) };
    }
  }
}

function readApiKeyOption(component: Component, config: PythonDict): RequestOption {
  const option = component.child("inject_into");
  const header = component.text("header");
  if (option === undefined && header === undefined)
    throw new PythonError("ValueError", "Expected either inject_into or header to be set for ApiKeyAuthenticator");
  if (option !== undefined && header !== undefined)
    throw new PythonError(
      "ValueError",
      "inject_into and header cannot be set both for ApiKeyAuthenticator - remove the deprecated header option",
    );
  const fields = {
    type: "RequestOption",
    inject_into: "header",
    field_name: header ?? "",
    $parameters: component.parameters,
  };
  return createRequestOption(option ?? new Component(fields, component.path), config);
}

/** All are built, as in the CDK, so that a broken one is found whichever is chosen. */
function selectAuthenticator(component: Component, options: AuthenticatorOptions): Authenticator {
  const path = component.list("authenticator_selection_path").map(printPython);
  const choices = component.value("authenticators");
  const built = new Map<string, Authenticator>();
  for (const [name, fields] of Object.entries(isDict(choices) ? choices : {}))
    if (isDict(fields))
      built.set(name, createAuthenticator(new Component(fields, `${component.path}.authenticators.${name}`), options));
  const selected = getPath(options.engine.config, path);
  if (selected === undefined)
    throw new PythonError("ValueError", "The path from `authenticator_selection_path` is not found in the config.");
  const name = printPython(selected);
  const chosen = built.get(name);
  if (chosen === undefined) throw new PythonError("ValueError", `The authenticator \`${name}\` is not found.`);
  return chosen;
}
