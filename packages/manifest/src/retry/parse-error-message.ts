import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import type { PythonValue } from "../python/value.ts";
import type { HttpResponse } from "../request/http-response.ts";

/** Where APIs put the reason of a failure, in the order they are tried. Source: the CDK's JsonErrorMessageParser. */
const reasonFields = [
  "message",
  "messages",
  "error",
  "errors",
  "failures",
  "failure",
  "detail",
  "err",
  "error_message",
  "msg",
  "reason",
  "status_message",
];

/** The API's own words for a failure: the first known field of a JSON body, else the body as text. */
export function parseErrorMessage(response: HttpResponse): string | undefined {
  const body = response.json();
  return body === undefined ? response.bytes.toString("utf8") : findReason(body);
}

function findReason(value: PythonValue): string | undefined {
  if (typeof value === "string") return value;
  if (Array.isArray(value))
    return value
      .map(findReason)
      .filter((reason) => reason !== undefined)
      .join(", ");
  if (!isDict(value)) return undefined;
  for (const field of reasonFields) {
    const found = value[field] ?? null;
    if (isTrue(found)) return findReason(found);
  }
  return undefined;
}
