import type { Component } from "../load/component.ts";
import { Condition } from "../load/condition.ts";
import { resolveDynamicStreams } from "../resolve/resolve-dynamic-streams.ts";
import type { Engine } from "./engine.ts";

/** The stream components of a manifest that have a place in it: those of conditional streams only where the condition holds. */
export function listStaticStreams(manifest: Component, engine: Engine): readonly Component[] {
  return manifest.children("streams").flatMap((stream) => {
    if (stream.type !== "ConditionalStreams") return [stream];
    const condition = new Condition(stream.text("condition") ?? "", engine.config);
    return condition.holds() ? stream.children("streams") : [];
  });
}

/** All streams of a manifest: the static ones, then those its dynamic streams resolve to. */
export async function listStreams(manifest: Component, engine: Engine): Promise<readonly Component[]> {
  return [
    ...listStaticStreams(manifest, engine),
    ...(await resolveDynamicStreams(manifest, engine)).map(({ stream }) => stream),
  ];
}
