import { checkConfigRules } from "../config/check-config-rules.ts";
import type { Component } from "../load/component.ts";
import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import { createStream } from "../stream/create-stream.ts";
import type { DeclarativeStream } from "../stream/declarative-stream.ts";
import type { Engine } from "../stream/engine.ts";
import { listStreams } from "../stream/list-streams.ts";

/** Builds all streams of a manifest, after the config's validation rules. Streams others depend on keep the answers to their requests. */
export async function buildAllStreams(manifest: Component, engine: Engine): Promise<readonly DeclarativeStream[]> {
  checkConfigRules(manifest.child("spec"), engine.config);
  const components = await listStreams(manifest, engine);
  return buildStreams(components, components, engine);
}

/** Builds some streams; `all` tells which of them are parents. */
export function buildStreams(components: readonly Component[], all: readonly Component[], engine: Engine): readonly DeclarativeStream[] {
  const parents = new Set(all.flatMap((component) => [...findParents(component.child("retriever"))]));
  return components.map((component) => createStream(component, { engine, useCache: parents.has(component.text("name") ?? "") }));
}

/** The names of the streams a retriever's partitions come from, directly. */
function findParents(retriever: Component | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  const routers = [...(retriever?.children("partition_router") ?? [])];
  for (let router = routers.pop(); router !== undefined; router = routers.pop()) {
    for (const parent of router.children("parent_stream_configs")) {
      const stream = parent.value("stream");
      if (isDict(stream) && isTrue(stream["name"] ?? null)) names.add(String(stream["name"]));
    }
    routers.push(...router.children("partition_routers"), ...router.children("underlying_partition_router"));
  }
  return names;
}
