import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { createRequestInputs } from "../request/request-inputs.ts";

/** What an OAuthAuthenticator says, evaluated when it is asked for. */
export interface OauthSettings {
  readonly endpoint: () => string | undefined;
  readonly accessTokenName: () => string;
  readonly expiresInName: () => string;
  readonly refreshTokenName: () => string;
  readonly grantTypeName: () => string;
  readonly grantType: () => string;
  readonly clientIdName: () => string;
  readonly clientSecretName: () => string;
  readonly clientId: () => PythonValue;
  readonly clientSecret: () => PythonValue;
  readonly refreshToken: () => string | null;
  readonly scopes: readonly PythonValue[];
  readonly body: () => PythonDict;
  readonly headers: () => PythonDict;
  readonly inQuery: boolean;
  /** Whether `expires_in` is a time and not a number of seconds. */
  readonly expiryIsTime: boolean;
  readonly rejected: RejectedToken;
}

/** How an answer tells that the refresh token is no longer good. */
export interface RejectedToken {
  readonly statuses: readonly number[];
  readonly key: string;
  readonly values: readonly string[];
}

/** Reads the fields of an OAuthAuthenticator and checks what the CDK checks when it builds one. */
export function readOauthSettings(component: Component, config: PythonDict): OauthSettings {
  const { parameters } = component;
  const template = (field: string, fallback = ""): Template =>
    new Template(printPython(component.value(field) ?? fallback), config, parameters);
  const text = (field: string, fallback: string): (() => string) => {
    const bound = template(field, fallback);
    return () => bound.text();
  };
  const dict = (field: string): (() => PythonDict) => {
    const inputs = createRequestInputs(component.value(field));
    return () => {
      const evaluated = inputs({ config, parameters });
      return isDict(evaluated) ? evaluated : {};
    };
  };
  const assertion = component.value("use_profile_assertion") === true;
  const grantType = assertion
    ? () => "urn:ietf:params:oauth:grant-type:jwt-bearer"
    : text("grant_type", "refresh_token");
  const [clientId, clientSecret, endpoint] = [
    template("client_id"),
    template("client_secret"),
    template("token_refresh_endpoint"),
  ];
  const hasEndpoint = component.value("token_refresh_endpoint") !== undefined;
  if (component.value("refresh_token_updater") === undefined) checkRequired(component, assertion, grantType());
  return {
    endpoint: () => (hasEndpoint ? requireText(endpoint, "token_refresh_endpoint") : undefined),
    accessTokenName: text("access_token_name", "access_token"),
    expiresInName: text("expires_in_name", "expires_in"),
    refreshTokenName: text("refresh_token_name", "refresh_token"),
    grantTypeName: text("grant_type_name", "grant_type"),
    grantType,
    clientIdName: text("client_id_name", "client_id"),
    clientSecretName: text("client_secret_name", "client_secret"),
    clientId: () => requireText(clientId, "client_id"),
    clientSecret: () => (clientSecret.source === "" ? null : clientSecret.evaluate()),
    refreshToken: component.value("refresh_token") === undefined ? () => null : text("refresh_token", ""),
    scopes: component.list("scopes"),
    body: dict("refresh_request_body"),
    headers: dict("refresh_request_headers"),
    inQuery: component.flag("send_refresh_request_as_query_params"),
    expiryIsTime: Boolean(component.value("token_expiry_date_format")),
    rejected: readRejected(component),
  };
}

function checkRequired(component: Component, assertion: boolean, grantType: string): void {
  const problem = (text: string): PythonError =>
    new PythonError("ValueError", `OAuthAuthenticator configuration error: ${text}`);
  const has = (field: string): boolean => component.value(field) !== undefined;
  if (!assertion && !(has("client_id") && has("client_secret")))
    throw problem("Both 'client_id' and 'client_secret' are required for the basic OAuth flow.");
  if (assertion && !has("profile_assertion"))
    throw problem("'profile_assertion' is required when using the profile assertion flow.");
  if (grantType === "refresh_token" && !has("refresh_token"))
    throw problem("A 'refresh_token' is required when the 'grant_type' is set to 'refresh_token'.");
}

function requireText(template: Template, field: string): string {
  const value = template.source === "" ? "" : template.evaluate();
  if (value === "" || value === null)
    throw new PythonError("ValueError", `OAuthAuthenticator was unable to evaluate ${field} parameter`);
  return printPython(value);
}

function readRejected(component: Component): RejectedToken {
  const fields = ["refresh_token_error_status_codes", "refresh_token_error_key", "refresh_token_error_values"];
  const updater = component.child("refresh_token_updater");
  const inUpdater = updater !== undefined && fields.some((field) => updater.value(field) !== undefined);
  const inComponent = fields.some((field) => component.value(field) !== undefined);
  if (inUpdater && inComponent)
    throw new PythonError(
      "ValueError",
      "refresh_token_error should either be defined on the OAuthAuthenticatorModel or the RefreshTokenUpdaterModel, not both",
    );
  if (!inUpdater && !inComponent)
    return { statuses: [400], key: "error", values: ["invalid_grant", "invalid_permissions"] };
  const from = inUpdater ? updater : component;
  return {
    statuses: from.list("refresh_token_error_status_codes").map(Number),
    key: from.text("refresh_token_error_key") ?? "",
    values: from.list("refresh_token_error_values").map(printPython),
  };
}
