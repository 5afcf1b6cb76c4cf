import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { Template } from "../load/template.ts";
import { isInteger } from "../python/number.ts";
import { PythonError } from "../python/python-error.ts";
import { representPython } from "../python/represent-python.ts";
import type { PythonDict } from "../python/value.ts";
import { HttpResponse } from "../request/http-response.ts";
import { createBackoffStrategy } from "./create-backoff-strategy.ts";
import { resolveByDefault } from "./default-resolution.ts";
import type { ErrorHandler } from "./error-handler.ts";
import { success } from "./resolution.ts";
import { createResponseFilter } from "./response-filter.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** Seconds a request is tried again for, unless its handler says otherwise. */
const defaultMaxTime = 600;
const defaultMaxRetries = 5;

/** The handler of an `error_handler` component; without one the default judgements. */
export function createErrorHandler(component: Component | undefined, config: PythonDict): ErrorHandler {
  if (component === undefined)
    return {
      maxRetries: defaultMaxRetries,
      maxTime: defaultMaxTime,
      backoffStrategies: [],
      interpret: (outcome) => (outcome instanceof HttpResponse && outcome.ok ? success : resolveByDefault(outcome)),
    };
  if (component.type === "CompositeErrorHandler") return createComposite(component, config);
  if (component.type === "DefaultErrorHandler") return createDefault(component, config);
  throw new UnsupportedComponent(component);
}

function createDefault(component: Component, config: PythonDict): ErrorHandler {
  const filters = component.children("response_filters").map((filter) => createResponseFilter(filter, config));
  return {
    maxRetries: readMaxRetries(component, config),
    maxTime: defaultMaxTime,
    backoffStrategies: component.children("backoff_strategies").map((item) => createBackoffStrategy(item, config)),
    interpret: (outcome) => {
      for (const filter of filters) {
        const resolution = filter(outcome);
        if (resolution !== undefined) return resolution;
      }
      return outcome instanceof HttpResponse && outcome.ok ? success : resolveByDefault(outcome);
    },
  };
}

function readMaxRetries(component: Component, config: PythonDict): number {
  const value = component.value("max_retries");
  if (value === undefined) return defaultMaxRetries;
  if (typeof value === "number") return value;
  const evaluated = new Template(String(value), config, component.parameters).evaluate();
  const count = typeof evaluated === "string" && evaluated.trim() !== "" ? Number(evaluated) : evaluated;
  if (isInteger(count)) return Number(count);
  throw new PythonError(
    "ValueError",
    `DefaultErrorHandler.max_retries did not evaluate to an integer (got ${representPython(evaluated)})`,
  );
}

/** The first handler that has an answer other than to fail wins, else the last one's judgement stands. Wait times are not tied to their handler. */
function createComposite(component: Component, config: PythonDict): ErrorHandler {
  const handlers = component.children("error_handlers").map((handler) => createErrorHandler(handler, config));
  const [first] = handlers;
  if (first === undefined)
    throw new ManifestError("CompositeErrorHandler expects at least 1 underlying error handler", {
      path: component.path,
    });
  const decisive = new Set([
    "SUCCESS",
    "RETRY",
    "IGNORE",
    "RESET_PAGINATION",
    "REDUCE_PAGE_SIZE",
    "SPLIT_REQUEST_WINDOW",
  ]);
  return {
    maxRetries: first.maxRetries,
    maxTime: Math.max(...handlers.map(({ maxTime }) => maxTime)),
    backoffStrategies: handlers.flatMap(({ backoffStrategies }) => backoffStrategies),
    interpret: (outcome) => {
      let resolution = first.interpret(outcome);
      for (const handler of handlers.slice(1)) {
        if (decisive.has(resolution.action)) return resolution;
        resolution = handler.interpret(outcome);
      }
      return resolution;
    },
  };
}
