import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict } from "../python/value.ts";
import type { BackoffStrategy } from "./backoff-strategy.ts";
import { toNumber } from "./to-number.ts";
import { waitTimeFromHeader } from "./wait-time-from-header.ts";
import { waitTimeFromResponse } from "./wait-time-from-response.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** The strategy of one of the `backoff_strategies`. */
export function createBackoffStrategy(component: Component, config: PythonDict): BackoffStrategy {
  switch (component.type) {
    case "ConstantBackoffStrategy": {
      const seconds = readNumber(component, "backoff_time_in_seconds", config);
      return { waitTime: () => withJitter(seconds(), component) };
    }
    case "ExponentialBackoffStrategy": {
      const factor = component.value("factor") === undefined ? () => 5 : readNumber(component, "factor", config);
      return { waitTime: (_outcome, attempt) => withJitter(factor() * 2 ** attempt, component) };
    }
    case "WaitTimeFromHeader":
    case "WaitUntilTimeFromHeader":
      return waitTimeFromHeader(component, config);
    case "WaitTimeFromResponse":
      return waitTimeFromResponse(component, config);
    default:
      throw new UnsupportedComponent(component);
  }
}

function readNumber(component: Component, field: string, config: PythonDict): () => number {
  const template = new Template(printPython(component.value(field) ?? null), config, component.parameters);
  return () => toNumber(template.evaluate());
}

function withJitter(seconds: number, component: Component): number {
  const jitter = component.value("jitter_range_in_seconds");
  return jitter === undefined ? seconds : seconds + Math.random() * 2 * Number(jitter);
}
