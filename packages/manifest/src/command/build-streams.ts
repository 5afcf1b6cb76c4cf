import { checkConfigRules } from "../config/check-config-rules.ts";
import type { Component } from "../load/component.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";
import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import { createStream } from "../stream/create-stream.ts";
import type { DeclarativeStream } from "../stream/declarative-stream.ts";
import type { Engine } from "../stream/engine.ts";
import { listStreams } from "../stream/list-streams.ts";
import { readStreamGroups, refuseGroupedParents, type StreamGroups } from "../stream/stream-groups.ts";

/** The streams of a manifest: those that can be read, and why the others cannot, by name. */
export interface BuiltStreams {
  readonly streams: readonly DeclarativeStream[];
  readonly unsupported: ReadonlyMap<string, UnsupportedComponent>;
}

/** Builds all streams of a manifest, after the config's validation rules. */
export async function buildAllStreams(manifest: Component, engine: Engine): Promise<BuiltStreams> {
  checkConfigRules(manifest.child("spec"), engine.config);
  const components = await listStreams(manifest, engine);
  return buildStreams(components, components, engine, readStreamGroups(manifest));
}

/**
 * Builds some streams; `all` tells which of them others depend on: those keep the answers to their requests.
 * A stream with components this engine does not run is left out, and said so in the log.
 */
export function buildStreams(
  components: readonly Component[],
  all: readonly Component[],
  engine: Engine,
  groups: StreamGroups,
): BuiltStreams {
  const parents = new Set(all.flatMap((component) => [...findParents(component.child("retriever"))]));
  const streams: DeclarativeStream[] = [];
  const unsupported = new Map<string, UnsupportedComponent>();
  for (const component of components) {
    const name = component.text("name") ?? "";
    try {
      streams.push(createStream(component, { engine, useCache: parents.has(name) }));
    } catch (error) {
      if (!(error instanceof UnsupportedComponent)) throw error;
      unsupported.set(name, error);
      engine.messages.log("WARN", `Stream ${name} is left out: ${error.message} (${error.path ?? component.path})`);
    }
  }
  refuseGroupedParents(streams, groups);
  return { streams, unsupported };
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
