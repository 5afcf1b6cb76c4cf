import type { Component } from "../load/component.ts";
import type { PythonDict } from "../python/value.ts";
import { describeStream } from "../stream/declarative-stream.ts";
import type { Engine } from "../stream/engine.ts";
import { buildAllStreams } from "./build-streams.ts";

/** The streams of a manifest as a catalog lists them. */
export async function discover(manifest: Component, engine: Engine): Promise<PythonDict[]> {
  const described: PythonDict[] = [];
  for (const stream of await buildAllStreams(manifest, engine)) described.push(await describeStream(stream));
  return described;
}
