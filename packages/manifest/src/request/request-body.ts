import type { Component } from "../load/component.ts";
import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonValue } from "../python/value.ts";
import { createNestedInputs, createRequestInputs, type RequestInputs } from "./request-inputs.ts";

/** The body of a requester, from `request_body` or the older `request_body_data` and `request_body_json`. */
export function createRequestBody(component: Component): {
  readonly body_data: RequestInputs;
  readonly body_json: RequestInputs;
} {
  const { data, json } = readBody(component);
  if (isTrue(data ?? null) && isTrue(json ?? null))
    throw new PythonError(
      "ValueError",
      "RequestOptionsProvider should only contain either 'request_body_data' or 'request_body_json' not both",
    );
  return { body_data: createRequestInputs(data, ["str", "list"]), body_json: createNestedInputs(json) };
}

function readBody(component: Component): { data: PythonValue | undefined; json: PythonValue | undefined } {
  const body = component.child("request_body");
  const given = { data: component.value("request_body_data"), json: component.value("request_body_json") };
  if (body === undefined) return given;
  const value = body.value("value");
  switch (body.type) {
    case "RequestBodyUrlEncodedForm":
    case "RequestBodyPlainText":
      return { ...given, data: value };
    case "RequestBodyGraphQL":
      return { ...given, json: withoutNulls(value) };
    case "RequestBodyJsonObject":
      return { ...given, json: value };
    default:
      throw new PythonError("ValueError", `Unsupported request body type: ${body.type}`);
  }
}

function withoutNulls(value: PythonValue | undefined): PythonValue | undefined {
  if (!isDict(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name, item]) => item !== null && name !== "$parameters"));
}
