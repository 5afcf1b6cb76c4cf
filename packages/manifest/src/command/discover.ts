import type { Component } from "../load/component.ts";
import type { PythonDict } from "../python/value.ts";
import { describeStream } from "../stream/declarative-stream.ts";
import type { Engine } from "../stream/engine.ts";
import { buildAllStreams } from "./build-streams.ts";

/** The streams of a manifest as a catalog lists them. */
export async function discover(manifest: Component, engine: Engine): Promise<PythonDict[]> {
  const described: PythonDict[] = [];
  const { streams } = await buildAllStreams(manifest, engine);
  for (const stream of streams) described.push(await describeStream(stream));
  return described;
}
