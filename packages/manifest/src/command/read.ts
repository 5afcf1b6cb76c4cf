import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { asDouble } from "../python/number.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict } from "../python/value.ts";
import type { DeclarativeStream } from "../stream/declarative-stream.ts";
import type { Engine } from "../stream/engine.ts";
import { readStreams } from "../stream/read-streams.ts";
import { readStreamGroups } from "../stream/stream-groups.ts";
import { buildAllStreams } from "./build-streams.ts";

/** The number of workers where a manifest names none. */
const defaultConcurrency = 2;

/** Reads the streams of a configured catalog. One the manifest does not have is INCOMPLETE. */
export async function read(manifest: Component, engine: Engine): Promise<void> {
  const built = await buildAllStreams(manifest, engine);
  const known = new Map(built.streams.map((stream) => [stream.name, stream]));
  const selected: DeclarativeStream[] = [];
  for (const name of engine.configuredSchemas.keys()) {
    const stream = known.get(name);
    if (stream !== undefined) selected.push(stream);
    else {
      const reason = built.unsupported.get(name);
      if (reason !== undefined)
        engine.messages.error({ message: reason.message, failureType: "config_error", stream: name });
      engine.messages.status(name, "INCOMPLETE");
    }
  }
  const readers = readConcurrency(manifest.child("concurrency_level"), engine.config);
  await readStreams(selected, engine, {
    readers,
    generators: Math.max(1, Math.floor(readers / 2)),
    groups: readStreamGroups(manifest),
  });
}

function readConcurrency(component: Component | undefined, config: PythonDict): number {
  if (component === undefined) return defaultConcurrency;
  const written = component.value("default_concurrency") ?? defaultConcurrency;
  const level = typeof written === "string" ? new Template(written, config, component.parameters).evaluate() : written;
  const most = asDouble(component.value("max_concurrency") ?? null) ?? Infinity;
  const count = asDouble(level);
  if (count === undefined)
    throw new PythonError("ValueError", `default_concurrency must evaluate to an integer. Got ${printPython(level)}`);
  return Math.min(count, most);
}
