import type { Component } from "../load/component.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { DeclarativeStream } from "./declarative-stream.ts";

/** The groups of a manifest's streams, by stream: those of one group are not read at the same time. */
export type StreamGroups = ReadonlyMap<string, string>;

/** The groups of `stream_groups`. */
export function readStreamGroups(manifest: Component): StreamGroups {
  const groups = new Map<string, string>();
  const written = manifest.value("stream_groups");
  for (const [group, definition] of Object.entries(isDict(written) ? written : {})) {
    const streams = isDict(definition) && Array.isArray(definition["streams"]) ? definition["streams"] : [];
    for (const stream of streams) if (isDict(stream)) groups.set(printPython(stream["name"] ?? ""), group);
  }
  return groups;
}

/** Refuses a stream that shares its group with a stream its partitions come from: one would wait for the other for ever. Words: the CDK's. */
export function refuseGroupedParents(streams: readonly DeclarativeStream[], groups: StreamGroups): void {
  for (const stream of streams) {
    const group = groups.get(stream.name);
    const parent = group === undefined ? undefined : [...stream.parents].find((name) => groups.get(name) === group);
    if (parent !== undefined)
      throw new PythonError(
        "ValueError",
        `Stream '${stream.name}' and its parent stream '${parent}' are both in group '${group}'. A child stream must not share a group with its parent to avoid deadlock.`,
      );
  }
}
