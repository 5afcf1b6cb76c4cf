import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { asDouble } from "../python/number.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { Engine } from "../stream/engine.ts";
import type { Authenticator } from "./authenticator.ts";
import { findDeep } from "./find-deep.ts";
import { createJwtAuthenticator } from "./jwt-authenticator.ts";
import { type OauthSettings, readOauthSettings } from "./oauth-settings.ts";
import { parseExpiry } from "./parse-expiry.ts";
import { withRefreshLock } from "./refresh-lock.ts";
import { requestOauthToken } from "./request-oauth-token.ts";

const hour = 3_600_000;

/** Where the tokens of an authenticator are kept: in memory, or in the config where refresh tokens may be used once only. */
export interface TokenStore {
  accessToken(): string | undefined;
  /** Epoch milliseconds. */
  expiry(): number;
  keep(answer: PythonDict, accessToken: string, expiry: number): void;
  /** What differs in the token request. */
  readonly refreshArguments?: (() => PythonDict) | undefined;
}

/** The authenticator of an OAuthAuthenticator: sends the access token, and gets a new one when it is unknown or too old. */
export function createOauthAuthenticator(
  component: Component,
  engine: Engine,
  createUpdater: (component: Component, settings: OauthSettings, engine: Engine) => TokenStore,
): Authenticator {
  const settings = readOauthSettings(component, engine.config);
  const rotates = component.child("refresh_token_updater") !== undefined;
  const store = rotates ? createUpdater(component, settings, engine) : memoryStore(component, engine.config);
  const buildArguments = createArguments(component, settings, engine.config, store);
  const isExpired = (): boolean => Date.now() > store.expiry();
  const renew = async (): Promise<void> => {
    const answer = await requestOauthToken(settings, buildArguments(), engine);
    const token = printPython(findDeep(answer, settings.accessTokenName()) ?? null);
    store.keep(answer, token, readExpiry(answer, settings, store));
  };
  return {
    async options(target) {
      if (target !== "header") return {};
      const fixed = settings.endpoint() === undefined ? store.accessToken() : undefined;
      if (fixed === undefined && isExpired())
        await withRefreshLock(engine, async () => (isExpired() ? renew() : undefined));
      return { Authorization: `Bearer ${fixed ?? store.accessToken() ?? ""}` };
    },
    refresh: () => {
      const before = store.accessToken();
      return withRefreshLock(engine, async () => (store.accessToken() === before ? renew() : undefined));
    },
  };
}

function memoryStore(component: Component, config: PythonDict): TokenStore {
  const written = component.value("access_token_value");
  const evaluated =
    typeof written === "string" ? new Template(written, config, component.parameters).evaluate() : undefined;
  let token =
    written === undefined || written === "" || evaluated === undefined || evaluated === null
      ? undefined
      : printPython(evaluated);
  let expiry = readConfiguredExpiry(component, config);
  return {
    accessToken: () => token,
    expiry: () => (token === undefined ? -Infinity : expiry),
    keep: (_answer, accessToken, newExpiry) => {
      token = accessToken;
      expiry = newExpiry;
    },
  };
}

function readConfiguredExpiry(component: Component, config: PythonDict): number {
  const value = component.value("token_expiry_date");
  if (value === undefined || value === "") return Date.now() - 24 * hour;
  try {
    return parseExpiry(new Template(printPython(value), config, component.parameters).text());
  } catch (error) {
    throw new PythonError("ValueError", `Invalid token expiry date format: ${(error as Error).message}`);
  }
}

/** The arguments of a token request: the grant, the client unless a header carries it, the refresh token, scopes, and what the manifest adds. */
function createArguments(
  component: Component,
  settings: OauthSettings,
  config: PythonDict,
  store: TokenStore,
): () => PythonDict {
  const profile = component.child("profile_assertion");
  const jwt = profile === undefined ? undefined : createJwtAuthenticator(profile, config);
  if (jwt !== undefined && component.value("use_profile_assertion") === true)
    return () => ({ [settings.grantTypeName()]: settings.grantType(), assertion: jwt.token() });
  return () => {
    const args: PythonDict = { [settings.grantTypeName()]: settings.grantType() };
    if (!Object.hasOwn(settings.headers(), "Authorization")) {
      if (store.refreshArguments === undefined) {
        args[settings.clientIdName()] = settings.clientId();
        args[settings.clientSecretName()] = settings.clientSecret();
      }
    }
    if (store.refreshArguments === undefined) args[settings.refreshTokenName()] = settings.refreshToken();
    else Object.assign(args, store.refreshArguments());
    if (settings.scopes.length > 0) args["scopes"] = [...settings.scopes];
    for (const [name, value] of Object.entries(settings.body())) if (!Object.hasOwn(args, name)) args[name] = value;
    return args;
  };
}

function readExpiry(answer: PythonDict, settings: OauthSettings, store: TokenStore): number {
  const value: PythonValue | undefined = findDeep(answer, settings.expiresInName());
  if (value === undefined || value === null) {
    const known = store.expiry();
    return known >= Date.now() ? known : Date.now() + hour;
  }
  if (settings.expiryIsTime) {
    try {
      return parseExpiry(printPython(value));
    } catch (error) {
      throw new PythonError("ValueError", `Invalid token expiry date format: ${(error as Error).message}`);
    }
  }
  const seconds = Math.trunc(asDouble(value) ?? Number(value));
  if (Number.isNaN(seconds))
    throw new PythonError(
      "ValueError",
      `Invalid expires_in value: ${printPython(value)}. Expected number of seconds when no format specified.`,
    );
  return Date.now() + seconds * 1000;
}
