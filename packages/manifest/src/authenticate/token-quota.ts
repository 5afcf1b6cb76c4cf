import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict } from "../python/value.ts";
import type { HttpRequest } from "../request/http-request.ts";
import { createRequestMatcher } from "../request/request-matcher.ts";

/** A pool of calls that each token has of its own: the TokenQuota of a manifest. */
export interface TokenQuota {
  readonly name: string;
  readonly remainingPath: readonly string[];
  readonly resetPath: readonly string[];
  readonly limitPath: readonly string[] | undefined;
  readonly remainingHeader: string | undefined;
  readonly resetHeader: string | undefined;
  readonly limitHeader: string | undefined;
  /** Statuses that say the token has no calls left. */
  readonly exhaustionStatuses: readonly number[];
  /** Whether the pool is the one for all requests no other pool wants. */
  readonly isDefault: boolean;
  matches(request: HttpRequest): boolean;
}

/** The pools of a component's `quotas`. */
export function readTokenQuotas(component: Component, config: PythonDict): readonly TokenQuota[] {
  return component.children("quotas").map((quota) => {
    const matchers = quota.children("matchers").map((matcher) => createRequestMatcher(matcher, config));
    const path = (field: string): readonly string[] => quota.list(field).map(printPython);
    return {
      name: quota.text("name") ?? "",
      remainingPath: path("remaining_path"),
      resetPath: path("reset_path"),
      limitPath: quota.value("limit_path") === undefined ? undefined : path("limit_path"),
      remainingHeader: quota.text("remaining_header"),
      resetHeader: quota.text("reset_header"),
      limitHeader: quota.text("limit_header"),
      exhaustionStatuses: quota.list("exhaustion_status_codes").map(Number),
      isDefault: matchers.length === 0,
      matches: (request) => matchers.some((matcher) => matcher.matches(request)),
    };
  });
}

/** The tokens of a component: a list, or one text with a delimiter between them. Empty ones are left out. */
export function readTokens(component: Component, config: PythonDict): readonly string[] {
  const written = component.value("tokens");
  const evaluate = (text: string): string => new Template(text, config).text();
  const texts =
    typeof written === "string"
      ? evaluate(written).split(component.text("token_delimiter") || ",")
      : component.list("tokens").map((token) => evaluate(printPython(token)));
  return texts.map((text) => text.trim()).filter((text) => text !== "");
}
