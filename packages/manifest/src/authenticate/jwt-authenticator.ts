import { constants, createHmac, createPrivateKey, type KeyObject, sign } from "node:crypto";
import { interpolateString } from "../expression/interpolate-string.ts";
import type { Component } from "../load/component.ts";
import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import { parseJson } from "../python/parse-json.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { PythonFunction } from "../python/python-function.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { Component as RequestOptionComponent } from "../load/component.ts";
import { createRequestInputs } from "../request/request-inputs.ts";
import { createRequestOption } from "../request/request-option.ts";
import type { Authenticator } from "./authenticator.ts";
import { tokenAuthenticator } from "./token-authenticator.ts";

/** An authenticator that signs a JSON Web Token for each request. Its `token` serves OAuth's profile assertion too. */
export interface JwtAuthenticator extends Authenticator {
  token(): string;
}

/** The authenticator of a JwtAuthenticator component. */
export function createJwtAuthenticator(component: Component, config: PythonDict): JwtAuthenticator {
  const context: PythonDict = { config, parameters: component.parameters, json_loads: jsonLoads };
  const evaluate = (template: PythonValue | undefined): PythonValue | undefined =>
    typeof template === "string" && template !== "" ? interpolateString(template, context) : undefined;
  const token = (): string => {
    const prefix = evaluate(component.value("header_prefix"));
    const signed = signToken(component, evaluate, context);
    return prefix !== undefined && isTrue(prefix) ? `${printPython(prefix)} ${signed}` : signed;
  };
  const header = new RequestOptionComponent(
    { type: "RequestOption", inject_into: "header", field_name: "Authorization" },
    component.path,
  );
  return {
    ...tokenAuthenticator(createRequestOption(component.child("request_option") ?? header, config), token),
    token,
  };
}

const jsonLoads = new PythonFunction("json_loads", ([text]) => parseJson(String(text)));

type Evaluate = (template: PythonValue | undefined) => PythonValue | undefined;

function signToken(component: Component, evaluate: Evaluate, context: PythonDict): string {
  try {
    const algorithm = component.text("algorithm") ?? "HS256";
    const headers = fillClaims(component, "jwt_headers", ["kid", "typ", "cty"], evaluate, context);
    const payload = fillClaims(component, "jwt_payload", ["iss", "sub", "aud"], evaluate, context);
    const now = Math.floor(Date.now() / 1000);
    const duration = component.value("token_duration") ?? 1200;
    Object.assign(payload, { iat: now, exp: typeof duration === "number" ? now + duration : now, nbf: now });
    const content = `${encode(JSON.stringify({ typ: "JWT", ...headers, alg: algorithm }))}.${encode(JSON.stringify(payload))}`;
    return `${content}.${signContent(content, algorithm, readKey(component, evaluate))}`;
  } catch (error) {
    throw new PythonError("ValueError", `Failed to sign token: ${(error as Error).message}`);
  }
}

/** The named claims over the additional ones, which may not name them themselves. */
function fillClaims(
  component: Component,
  field: string,
  names: readonly string[],
  evaluate: Evaluate,
  context: PythonDict,
): PythonDict {
  const additional = createRequestInputs(component.value(`additional_${field}`))(context);
  const claims: PythonDict = isDict(additional) ? additional : {};
  const reserved = field === "jwt_headers" ? [...names, "alg"] : [...names, "iat", "exp", "nbf"];
  if (reserved.some((name) => Object.hasOwn(claims, name)))
    throw new Error(
      `${reserved.map((name) => `'${name}'`).join(", ")} are reserved and should not be set as part of 'additional_${field}'`,
    );
  const given = component.value(field);
  for (const name of names) {
    const value = evaluate(isDict(given) ? given[name] : undefined);
    if (value !== undefined) claims[name] = value;
  }
  return claims;
}

function readKey(component: Component, evaluate: Evaluate): { secret: string; passphrase: string | undefined } {
  const secret = printPython(evaluate(component.value("secret_key")) ?? "");
  const passphrase = evaluate(component.value("passphrase"));
  if (passphrase !== undefined && isTrue(passphrase)) return { secret, passphrase: printPython(passphrase) };
  const flag = component.value("base64_encode_secret_key");
  const encoded = typeof flag === "string" ? isTrue(evaluate(flag) ?? null) : flag === true;
  return { secret: encoded ? Buffer.from(secret, "utf8").toString("base64") : secret, passphrase: undefined };
}

function signContent(
  content: string,
  algorithm: string,
  key: { secret: string; passphrase: string | undefined },
): string {
  const hash = `sha${algorithm.slice(2, 5)}`;
  if (algorithm.startsWith("HS")) return createHmac(hash, key.secret).update(content).digest("base64url");
  const privateKey: KeyObject = createPrivateKey({
    key: key.secret,
    ...(key.passphrase === undefined ? {} : { passphrase: key.passphrase }),
  });
  const data = Buffer.from(content, "utf8");
  if (algorithm === "EdDSA") return sign(null, data, privateKey).toString("base64url");
  if (algorithm.startsWith("ES"))
    return sign(hash, data, { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url");
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return sign(hash, data, algorithm.startsWith("PS") ? { key: privateKey, ...pss } : privateKey).toString("base64url");
}

function encode(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}
