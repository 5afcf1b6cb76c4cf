import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { Template } from "../load/template.ts";
import { parseDuration } from "../python/parse-duration.ts";
import { PythonError } from "../python/python-error.ts";
import { Timedelta } from "../python/timedelta.ts";
import type { PythonDict } from "../python/value.ts";
import { ApiBudget } from "./api-budget.ts";
import { type CallRatePolicy, fixedWindow, movingWindow, unlimited } from "./call-rate-policy.ts";
import { createRequestMatcher } from "./request-matcher.ts";

/** The budget of a manifest's `api_budget`. */
export function createApiBudget(component: Component, config: PythonDict): ApiBudget {
  const statuses = component.value("status_codes_for_ratelimit_hit");
  return new ApiBudget(
    component.children("policies").map((policy) => createPolicy(policy, config)),
    {
      resetHeader: component.text("ratelimit_reset_header") ?? "ratelimit-reset",
      remainingHeader: component.text("ratelimit_remaining_header") ?? "ratelimit-remaining",
      limitStatuses: Array.isArray(statuses) ? statuses.map(Number) : [429],
    },
  );
}

function createPolicy(component: Component, config: PythonDict): CallRatePolicy {
  const matchers = component.children("matchers").map((matcher) => createRequestMatcher(matcher, config));
  switch (component.type) {
    case "MovingWindowCallRatePolicy": {
      const rates = component.children("rates").map((rate) => ({
        limit: readLimit(rate, "limit", config),
        interval: readDuration(rate, "interval", config),
      }));
      return movingWindow(rates, matchers);
    }
    case "FixedWindowCallRatePolicy":
      return fixedWindow(
        readLimit(component, "call_limit", config),
        readDuration(component, "period", config),
        matchers,
      );
    case "UnlimitedCallRatePolicy":
      return unlimited(matchers);
    default:
      throw new ManifestError(`${component.type} is no call rate policy.`, { path: component.path });
  }
}

function readLimit(component: Component, field: string, config: PythonDict): number {
  const value = component.value(field);
  return Number(typeof value === "string" ? new Template(value, config, component.parameters).evaluate() : value);
}

/** An ISO 8601 duration in milliseconds. */
function readDuration(component: Component, field: string, config: PythonDict): number {
  const text = new Template(component.text(field) ?? "", config, component.parameters).text();
  const duration = parseDuration(text);
  if (duration instanceof Timedelta) return duration.totalSeconds() * 1000;
  throw new PythonError("ValueError", `Unable to use the duration '${text}': its length depends on the calendar.`);
}
