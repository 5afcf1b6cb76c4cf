import type { Component } from "../load/component.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { representPython } from "../python/represent-python.ts";
import type { DeclarativeStream } from "../stream/declarative-stream.ts";
import type { Engine } from "../stream/engine.ts";
import { listStaticStreams, listStreams } from "../stream/list-streams.ts";
import { resolveDynamicStreams } from "../resolve/resolve-dynamic-streams.ts";
import { checkConfigRules } from "../config/check-config-rules.ts";
import { readStreamGroups } from "../stream/stream-groups.ts";
import { buildAllStreams, type BuiltStreams, buildStreams } from "./build-streams.ts";
import { findUnavailability } from "./find-unavailability.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** What a check found, as the CDK words it: a failure is a Python text with its quotes. */
export interface CheckOutcome {
  readonly status: "SUCCEEDED" | "FAILED";
  readonly message?: string;
}

/** Reads the first record of the streams a manifest's `check` names. */
export async function check(manifest: Component, engine: Engine): Promise<CheckOutcome> {
  const component = manifest.child("check");
  if (component === undefined)
    throw new PythonError("ValueError", "Missing 'check' component definition within the manifest.");
  const overrides = component.value("config_overrides");
  const config = isDict(overrides) ? { ...engine.config, ...overrides } : engine.config;
  const own = { ...engine, config, givesUpUnreachable: true };
  const problem =
    component.type === "CheckDynamicStream"
      ? await checkFirst(manifest, component, own)
      : await checkNamed(manifest, component, own);
  return problem === undefined ? { status: "SUCCEEDED" } : { status: "FAILED", message: representPython(problem) };
}

async function checkNamed(manifest: Component, component: Component, engine: Engine): Promise<string | undefined> {
  if (component.type !== "CheckStream") throw new UnsupportedComponent(component);
  const names = readNames(component, engine);
  const dynamic = component.children("dynamic_streams_check_configs");
  let built: BuiltStreams;
  try {
    built = await buildNamed(manifest, names, dynamic.length === 0, engine);
  } catch (error) {
    return `Encountered an error while discovering streams. Error: ${describe(error)}`;
  }
  const streams = new Map(built.streams.map((stream) => [stream.name, stream]));
  if (streams.size === 0)
    return built.unsupported.values().next().value?.message ?? "No streams to connect to from source";
  for (const name of names) {
    if (built.unsupported.has(name)) continue;
    const stream = streams.get(name);
    if (stream === undefined)
      throw new PythonError(
        "ValueError",
        `${name} is not part of the catalog. Expected one of ${representPython([...streams.keys()])}.`,
      );
    const problem = await findUnavailability(stream, { subject: `Stream ${name}`, action: `stream ${name}` });
    if (problem !== undefined) return problem;
  }
  return checkDynamic(manifest, dynamic, streams, engine);
}

function readNames(component: Component, engine: Engine): readonly string[] {
  const configured = engine.config["__airbyte_check_stream_names"];
  if (Array.isArray(configured) && configured.length > 0) return configured.map((name) => printPython(name as never));
  return component.list("stream_names").map(printPython);
}

/** Only the named streams are built where they are all static: dynamic ones cost requests. */
async function buildNamed(
  manifest: Component,
  names: readonly string[],
  only: boolean,
  engine: Engine,
): Promise<BuiltStreams> {
  const fixed = listStaticStreams(manifest, engine);
  const known = new Set(fixed.map((stream) => stream.text("name")));
  if (!only || names.length === 0 || !names.every((name) => known.has(name))) return buildAllStreams(manifest, engine);
  checkConfigRules(manifest.child("spec"), engine.config);
  return buildStreams(
    fixed.filter((stream) => names.includes(stream.text("name") ?? "")),
    fixed,
    engine,
    readStreamGroups(manifest),
  );
}

async function checkDynamic(
  manifest: Component,
  configs: readonly Component[],
  streams: ReadonlyMap<string, DeclarativeStream>,
  engine: Engine,
): Promise<string | undefined> {
  if (configs.length === 0) return undefined;
  const known = manifest
    .children("dynamic_streams")
    .map((definition, index) => definition.text("name") ?? `dynamic_stream_${index}`);
  const resolved = await resolveDynamicStreams(manifest, engine);
  for (const config of configs) {
    const wanted = config.text("dynamic_stream_name") ?? "";
    if (!known.includes(wanted)) return `Dynamic stream ${wanted} is not found in manifest.`;
    const made = resolved
      .filter(({ dynamicName }) => dynamicName === wanted)
      .map(({ stream }) => stream.text("name") ?? "");
    const count = config.value("stream_count");
    for (const name of typeof count === "number" ? made.slice(0, count) : made) {
      const stream = streams.get(name);
      if (stream === undefined) continue;
      const problem = await findUnavailability(stream, {
        subject: `Dynamic Stream ${name}`,
        action: `dynamic stream ${name}`,
      });
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

/** CheckDynamicStream: the first streams, static or not. */
async function checkFirst(manifest: Component, component: Component, engine: Engine): Promise<string | undefined> {
  const count = Number(component.value("stream_count") ?? 0);
  const all = await listStreams(manifest, engine);
  checkConfigRules(manifest.child("spec"), engine.config);
  const { streams } = buildStreams(all.slice(0, count), all, engine, readStreamGroups(manifest));
  if (streams.length === 0) return "No streams to connect to from source";
  if (component.value("use_check_availability") === false) return undefined;
  for (const stream of streams) {
    const problem = await findUnavailability(stream, { subject: `Stream ${stream.name}` });
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
