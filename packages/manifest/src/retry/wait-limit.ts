import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict } from "../python/value.ts";
import { TracedError } from "../stream/traced-error.ts";
import { toNumber } from "./to-number.ts";

/** Checks wait times against `max_waiting_time_in_seconds`: one as long or longer ends the stream. */
export function createWaitLimit(component: Component, config: PythonDict): (seconds: number) => number {
  const value = component.value("max_waiting_time_in_seconds");
  if (value === undefined) return (seconds) => seconds;
  const template = new Template(printPython(value), config, component.parameters);
  const readLimit = (): number => {
    try {
      const limit = toNumber(template.evaluate());
      if (Number.isFinite(limit)) return limit;
    } catch (error) {
      if (error instanceof TracedError) throw error;
    }
    throw new TracedError(
      "The connector could not determine how long it is allowed to wait for a rate limit to clear. This is a problem with the connector rather than with your configuration.",
      { internalMessage: `Failed to evaluate max_waiting_time_in_seconds ${template.source}` },
    );
  };
  readLimit();
  return (seconds) => {
    const limit = readLimit();
    if (seconds < limit) return seconds;
    throw new TracedError("The rate limit wait time is longer than the connector is allowed to wait.", {
      failureType: "transient_error",
      internalMessage: `Rate limit wait time ${seconds}s is greater than or equal to the maximum of ${limit}s this stream is allowed to wait. Stopping the stream...`,
    });
  };
}
