import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { boundTime } from "../python/bounded-time.ts";
import { compilePattern } from "../python/compile-pattern.ts";
import { isTrue } from "../python/is-true.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict } from "../python/value.ts";
import { HttpResponse } from "../request/http-response.ts";
import type { BackoffStrategy } from "./backoff-strategy.ts";
import { toNumber } from "./to-number.ts";
import { createWaitLimit } from "./wait-limit.ts";

/** Waits as long as a header says (WaitTimeFromHeader), or until the time it gives in epoch seconds (WaitUntilTimeFromHeader). */
export function waitTimeFromHeader(component: Component, config: PythonDict): BackoffStrategy {
  const { parameters } = component;
  const header = new Template(component.text("header") ?? "", config, parameters);
  const pattern = component.text("regex");
  const regex = pattern === undefined || pattern === "" ? undefined : new Template(pattern, config, parameters);
  const limit = createWaitLimit(component, config);
  const read = (response: HttpResponse): number | undefined =>
    readNumber(response.headers.find(header.text()), regex?.text());
  if (component.type === "WaitTimeFromHeader")
    return {
      waitTime: (outcome) => {
        const seconds = outcome instanceof HttpResponse ? read(outcome) : undefined;
        return seconds === undefined || seconds === 0 ? seconds : limit(seconds);
      },
    };
  const minimum = new Template(printPython(component.value("min_wait") ?? null), config, parameters);
  return {
    waitTime: (outcome) => {
      const until = outcome instanceof HttpResponse ? read(outcome) : undefined;
      const least = minimum.evaluate();
      if (until === undefined || until === 0) return isTrue(least) ? limit(toNumber(least)) : undefined;
      const seconds = until - Date.now() / 1000;
      if (isTrue(least)) return limit(Math.max(seconds, toNumber(least)));
      return seconds < 0 ? undefined : limit(seconds);
    },
  };
}

/** The number at the start of a header's value, or the whole of it where the pattern does not match. */
function readNumber(value: string | undefined, pattern: string | undefined): number | undefined {
  if (value === undefined || value === "") return undefined;
  const match =
    pattern === undefined
      ? null
      : boundTime(
          () => compilePattern(`^(?:${pattern})`, "").exec(value),
          () => `The pattern ${pattern}`,
        );
  try {
    return toNumber(match === null ? value : match[0]);
  } catch {
    return undefined;
  }
}
