import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { asInteger } from "../python/number.ts";
import { dumpPythonJson } from "../python/dump-python-json.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { StreamSlice } from "../stream/stream-slice.ts";
import type { PartitionRouter } from "./partition-router.ts";

/** Puts the partitions of another router into groups: each key then holds the list of the group's values. */
export class GroupingPartitionRouter implements PartitionRouter {
  private readonly inner: PartitionRouter;
  private readonly size: number;
  private readonly deduplicate: boolean;
  private state: PythonDict | undefined = {};

  constructor(component: Component, inner: PartitionRouter) {
    this.inner = inner;
    this.size = Number(asInteger(component.value("group_size") ?? null) ?? 0);
    this.deduplicate = component.flag("deduplicate", true);
    if (this.size < 1)
      throw new ManifestError(`Group size must be greater than 0, got ${this.size}`, { path: component.path });
    const router = component.required("underlying_partition_router");
    const takesOptions =
      router.child("request_option") ??
      router.children("parent_stream_configs").find((parent) => parent.child("request_option"));
    if (takesOptions !== undefined)
      throw new ManifestError("Request options are not supported for GroupingPartitionRouter.", {
        path: component.path,
      });
  }

  async *slices(): AsyncGenerator<StreamSlice> {
    const seen = new Set<string>();
    let group: StreamSlice[] = [];
    for await (const slice of this.inner.slices()) {
      const key = dumpPythonJson(keyOf(slice));
      if (this.deduplicate && seen.has(key)) continue;
      if (this.deduplicate) seen.add(key);
      group.push(slice);
      if (group.length < this.size) continue;
      this.state = this.inner.parentState();
      yield groupSlices(group);
      group = [];
    }
    this.state = this.inner.parentState();
    if (group.length > 0) yield groupSlices(group);
  }

  requestOptions(): PythonDict {
    return {};
  }

  parentState(): PythonDict | undefined {
    return this.state;
  }
}

function keyOf(slice: StreamSlice): PythonValue {
  const [key, ...more] = Object.keys(slice.partition).filter((name) => name !== "parent_slice");
  if (key === undefined || more.length > 0)
    throw new PythonError(
      "ValueError",
      `GroupingPartitionRouter expects a single partition key-value pair. Got ${printPython(slice.partition)}`,
    );
  return slice.partition[key] ?? null;
}

function groupSlices(group: readonly StreamSlice[]): StreamSlice {
  const collect = (keys: Iterable<string>, read: (slice: StreamSlice) => PythonDict): PythonDict =>
    Object.fromEntries([...keys].map((key) => [key, group.map((slice) => read(slice)[key] ?? null)]));
  const extraKeys = new Set(group.flatMap((slice) => Object.keys(slice.extraFields)));
  return new StreamSlice({
    partition: collect(Object.keys(group[0]?.partition ?? {}), (slice) => slice.partition),
    extraFields: collect(extraKeys, (slice) => slice.extraFields),
  });
}
