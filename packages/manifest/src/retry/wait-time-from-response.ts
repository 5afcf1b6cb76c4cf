import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { HttpResponse } from "../request/http-response.ts";
import type { BackoffStrategy } from "./backoff-strategy.ts";
import { toNumber } from "./to-number.ts";
import { createWaitLimit } from "./wait-limit.ts";

/** Waits as long as an expression over the body and the headers says (WaitTimeFromResponse); one without a number leaves it to the next strategy. */
export function waitTimeFromResponse(component: Component, config: PythonDict): BackoffStrategy {
  const template = new Template(component.text("wait_time_in_seconds") ?? "", config, component.parameters);
  const limit = createWaitLimit(component, config);
  const evaluate = (outcome: HttpResponse | Error): PythonValue => {
    const answered = outcome instanceof HttpResponse;
    return template.evaluate({
      response: answered ? (outcome.json() ?? {}) : {},
      headers: answered ? outcome.headers : {},
    });
  };
  return {
    waitTime: (outcome) => {
      let seconds: number;
      try {
        const value = evaluate(outcome);
        if (value === template.source || value === null) return undefined;
        seconds = toNumber(value);
      } catch (error) {
        if (error instanceof PythonError) return undefined;
        throw error;
      }
      if (!Number.isFinite(seconds) || seconds < 0) return undefined;
      return seconds === 0 ? 0 : limit(seconds);
    },
  };
}
