import { Condition } from "../load/condition.ts";
import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { Template } from "../load/template.ts";
import { isTrue } from "../python/is-true.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict } from "../python/value.ts";
import { HttpResponse } from "../request/http-response.ts";
import type { RequestError } from "../request/request-error.ts";
import type { FailureType } from "../stream/traced-error.ts";
import { resolutionOfStatus } from "./default-resolution.ts";
import { parseErrorMessage } from "./parse-error-message.ts";
import type { Resolution, ResponseAction } from "./resolution.ts";

/** One rule of an error handler: the judgement of answers it matches; undefined for all others. */
export type ResponseFilter = (outcome: HttpResponse | RequestError) => Resolution | undefined;

/** The filter an HttpResponseFilter component describes. Matches by status, or predicate, or a text in the API's reason. */
export function createResponseFilter(component: Component, config: PythonDict): ResponseFilter {
  const action = component.text("action") as ResponseAction | undefined;
  const codes = new Set(component.list("http_codes").map(Number));
  const contained = component.text("error_message_contains") ?? "";
  const source = component.text("predicate") ?? "";
  const predicate = source === "" ? undefined : new Condition(source, null, component.parameters);
  const message = new Template(component.text("error_message") ?? "", config, component.parameters);
  const failureType = component.text("failure_type") as FailureType | undefined;
  if (action === undefined && component.value("action") !== undefined)
    throw new ManifestError("Unknown response action", { path: component.path });
  const matches = (response: HttpResponse): boolean =>
    codes.has(response.status) ||
    predicate?.holds(describe(response)) === true ||
    (contained !== "" && parseErrorMessage(response)?.includes(contained) === true);
  return (outcome) => {
    if (!(outcome instanceof HttpResponse) || action === undefined || !matches(outcome)) return undefined;
    const byDefault = resolutionOfStatus(outcome.status);
    const words = message.source === "" ? "" : message.evaluate(describe(outcome));
    return {
      action,
      failureType:
        action === "FAIL" && failureType !== undefined ? failureType : (byDefault?.failureType ?? "system_error"),
      message: isTrue(words) ? printPython(words) : byDefault?.message,
    };
  };
}

/** What predicates and messages see of an answer. The URL is without query, fragment and credentials. */
function describe(response: HttpResponse): PythonDict {
  const url = /^([^:/?#]+:\/\/)(?:[^/?#]*@)?([^?#]*)/u.exec(response.url);
  return {
    response: response.json() ?? {},
    headers: response.headers,
    request_url: url === null ? "" : `${url[1]}${url[2]}`,
  };
}
