import { createCursor } from "../cursor/create-cursor.ts";
import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { isTrue } from "../python/is-true.ts";
import { comparePython } from "../python/compare-python.ts";
import { computePython } from "../python/compute-python.ts";
import { parseDuration } from "../python/parse-duration.ts";
import { PythonDatetime, readClock } from "../python/python-datetime.ts";
import { utc } from "../python/time-zone.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict } from "../python/value.ts";
import type { StreamOptions } from "./stream-options.ts";

/** The stream of a StateDelegatingStream: the full one without a state, or with one older than the API keeps data for; else the incremental one. */
export function delegateByState(component: Component, options: StreamOptions): Component {
  const { engine, parentState } = options;
  const [full, incremental] = [component.required("full_refresh_stream"), component.required("incremental_stream")];
  const names = [component, full, incremental].map((stream) => stream.text("name") ?? "");
  const [name = "", fullName, incrementalName] = names;
  if (name !== fullName || name !== incrementalName)
    throw new PythonError(
      "ValueError",
      `state_delegating_stream, full_refresh_stream name and incremental_stream must have equal names. Instead has ${name}, ${fullName} and ${incrementalName}.`,
    );
  const state = parentState ?? engine.states.find(name);
  if (Object.keys(state).length === 0) return full;
  const written = component.text("api_retention_period");
  const period = written === undefined ? "" : new Template(written, engine.config, component.parameters).evaluate();
  const isConfigured = engine.configuredSchemas.size === 0 || engine.configuredSchemas.has(name);
  if (!isTrue(period) || !isConfigured || !isTooOld(state, [full, incremental], printPython(period), engine.config))
    return incremental;
  engine.states.drop(name);
  if (parentState === undefined) engine.messages.state(name, {});
  return full;
}

function isTooOld(state: PythonDict, streams: readonly Component[], period: string, config: PythonDict): boolean {
  const limit = computePython("-", readClock(), parseDuration(period));
  for (const stream of streams) {
    // A finished full refresh is as recent as can be.
    if (stream.child("incremental_sync") === undefined && state["__ab_no_cursor_state_message"] === true) return false;
    const cursor = createCursor({
      incrementalSync: stream.child("incremental_sync"),
      streamName: stream.text("name") ?? "",
      config,
      state: {},
      emitState: () => undefined,
    });
    const time = cursor.timeOf?.(state);
    if (time !== undefined)
      return comparePython("<", new PythonDatetime(Math.floor(time / 1000), (time % 1000) * 1000, utc), limit);
  }
  return true;
}
