import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { isTrue } from "../python/is-true.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { prepareUrl } from "../request/prepare-url.ts";
import type { AuthenticatorOptions } from "./authenticator-options.ts";
import type { Authenticator } from "./authenticator.ts";
import { headerAuthenticator } from "./token-authenticator.ts";

/** The deprecated LegacySessionTokenAuthenticator: a session token from the config while it is valid, else one from a login. */
export function createLegacySessionToken(
  component: Component,
  { engine, urlBase }: AuthenticatorOptions,
): Authenticator {
  const text = (field: string): Template =>
    new Template(component.text(field) ?? "", engine.config, component.parameters);
  const [header, session, user, password, key, login, validate] = [
    text("header"),
    text("session_token"),
    text("username"),
    text("password"),
    text("session_token_response_key"),
    text("login_url"),
    text("validate_session_url"),
  ];
  const base = new Template(urlBase, engine.config, component.parameters);
  const accepted = { "User-Agent": "airdock", Accept: "*/*" };
  let known: string | undefined;
  const isValid = async (token: string): Promise<boolean> => {
    const headers = { ...accepted, [header.text()]: token };
    const url = prepareUrl(`${base.text()}${validate.text()}`, {});
    const { status } = await engine.transport.send({ method: "GET", url, headers, body: undefined });
    if (status >= 400 && status !== 401)
      throw new PythonError("ConnectionError", `Error while validating session token: status ${status}`);
    return status < 400;
  };
  const logIn = async (): Promise<string> => {
    const body = JSON.stringify({ username: user.evaluate(), password: password.evaluate() });
    const url = prepareUrl(`${base.text()}${login.text()}`, {});
    const headers = { ...accepted, "Content-Type": "application/json" };
    const response = await engine.transport.send({ method: "POST", url, headers, body });
    if (!response.ok) {
      const side = response.status < 500 ? "Client" : "Server";
      throw new PythonError(
        "HTTPError",
        `${response.status} ${side} Error: ${response.reason} for url: ${response.url}`,
      );
    }
    return printPython(response.dict()[key.text()] ?? null);
  };
  return headerAuthenticator(header.text(), async () => {
    const token = session.evaluate();
    if (isTrue(token) && (await isValid(printPython(token)))) return printPython(token);
    if (!isTrue(password.evaluate()) || !isTrue(user.evaluate()))
      throw new PythonError(
        "ConnectionError",
        "Invalid credentials: session token is not valid or provide username and password",
      );
    known ??= await logIn();
    return known;
  });
}
