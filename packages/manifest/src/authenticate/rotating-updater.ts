import { getPath } from "../path/get-path.ts";
import { setPath } from "../path/set-path.ts";
import { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { Engine } from "../stream/engine.ts";
import { findDeep } from "./find-deep.ts";
import type { TokenStore } from "./oauth-authenticator.ts";
import type { OauthSettings } from "./oauth-settings.ts";
import { parseExpiry, writeExpiry } from "./parse-expiry.ts";

const day = 86_400_000;

/** Keeps the tokens in the config and announces each new set by a CONTROL message: for refresh tokens that may be used once only. */
export function rotatingUpdater(component: Component, settings: OauthSettings, engine: Engine): TokenStore {
  const { config, messages } = engine;
  const updater = component.child("refresh_token_updater") ?? new Component({}, component.path);
  const readPath = (field: string, name: string): readonly string[] => {
    const path = updater.list(field).map(printPython);
    return path.length === 0 ? ["credentials", name] : path;
  };
  const accessPath = readPath("access_token_config_path", "access_token");
  const refreshPath = readPath("refresh_token_config_path", "refresh_token");
  const expiryPath = readPath("token_expiry_date_config_path", "token_expiry_date");
  const refreshName = updater.text("refresh_token_name") ?? "refresh_token";
  const client = (name: string): PythonValue =>
    getPath(config, ["credentials", name]) ?? evaluate(component, name, config);
  const [clientId, clientSecret] = [client("client_id"), client("client_secret")];
  return {
    accessToken: () => printPython(getPath(config, accessPath) ?? ""),
    expiry: () => {
      const written = printPython(getPath(config, expiryPath) ?? "");
      return written === "" ? Date.now() - day : parseExpiry(written);
    },
    keep: (answer, accessToken, expiry) => {
      setPath(config, accessPath, accessToken);
      const refreshToken = findDeep(answer, refreshName);
      if (refreshToken !== undefined && refreshToken !== null) setPath(config, refreshPath, refreshToken);
      setPath(config, expiryPath, writeExpiry(expiry));
      messages.control(config);
    },
    refreshArguments: () => {
      const inHeader = Object.hasOwn(settings.headers(), "Authorization");
      const credentials: PythonDict = inHeader
        ? {}
        : { [settings.clientIdName()]: clientId, [settings.clientSecretName()]: clientSecret };
      return { ...credentials, [refreshName]: getPath(config, refreshPath) ?? "" };
    },
  };
}

function evaluate(component: Component, field: string, config: PythonDict): PythonValue {
  const text = component.text(field);
  return text === undefined || text === "" ? "" : new Template(text, config, component.parameters).evaluate();
}
