import { copyPython } from "../python/copy-python.ts";
import { ManifestError } from "../load/manifest-error.ts";
import type { Component } from "../load/component.ts";
import { getPath } from "../path/get-path.ts";
import { isTrue } from "../python/is-true.ts";
import type { PythonDict } from "../python/value.ts";
import type { RequestTarget } from "../request/request-option.ts";
import type { StreamRecord } from "../stream/stream-record.ts";
import { StreamSlice } from "../stream/stream-slice.ts";
import { ParentConfig } from "./parent-config.ts";
import type { PartitionRouter, PartitionRouterOptions } from "./partition-router.ts";

/** One partition for each record of its parent streams, one parent after another (the CDK's `SubstreamPartitionRouter`). */
export class SubstreamPartitionRouter implements PartitionRouter {
  private readonly parents: readonly ParentConfig[];

  constructor(component: Component, options: PartitionRouterOptions) {
    this.parents = component.children("parent_stream_configs").map((parent) => new ParentConfig(parent, options));
    if (this.parents.length === 0)
      throw new ManifestError("SubstreamPartitionRouter needs at least 1 parent stream", { path: component.path });
  }

  async *slices(): AsyncGenerator<StreamSlice> {
    for (const parent of this.parents) yield* slicesOf(parent);
  }

  requestOptions(target: RequestTarget, slice: StreamSlice): PythonDict {
    const options: PythonDict = {};
    for (const { option, partitionField } of this.parents) {
      const value = slice.entries[partitionField] ?? null;
      if (option?.target === target && isTrue(value)) option.inject(options, value);
    }
    return options;
  }

  parentState(): PythonDict {
    const state: PythonDict = {};
    for (const { stream, isDependency } of this.parents)
      if (isDependency) state[stream.name] = copyPython(stream.cursor.state);
    return state;
  }
}

/**
 * Reads the parent, one record ahead: its cursor hears of a slice's end before the last record's partition goes out, so that
 * a state saved with that partition includes it.
 */
async function* slicesOf(parent: ParentConfig): AsyncGenerator<StreamSlice> {
  const { stream } = parent;
  for await (const [slice, isLastSlice] of withLastFlag(stream.cursor.slices())) {
    if (slice === undefined) return;
    for await (const [record, isLastRecord] of withLastFlag(stream.readSlice(slice))) {
      if (record !== undefined) stream.cursor.observe(record);
      const partition = record && createPartition(parent, record);
      if (isLastRecord) {
        stream.cursor.closeSlice(slice);
        if (isLastSlice) stream.cursor.ensureStateEmitted();
      }
      if (partition !== undefined) yield partition;
    }
  }
}

/** The partition of a parent's record; undefined where the record lacks the key or it is null. */
function createPartition(parent: ParentConfig, record: StreamRecord): StreamSlice | undefined {
  const value = getPath(record.data, parent.parentKey);
  if (value === undefined || value === null) return undefined;
  const extraFields: PythonDict = {};
  if (parent.lazyPath !== undefined) extraFields["child_response"] = getPath(record.data, parent.lazyPath) ?? [];
  for (const path of parent.extraFields) extraFields[path.join(".")] = getPath(record.data, path) ?? null;
  return new StreamSlice({
    partition: { [parent.partitionField]: value, parent_slice: record.slice.partition },
    extraFields,
  });
}

/** Items with whether they are the last; one `undefined` where there is none. */
async function* withLastFlag<Item>(items: AsyncIterable<Item>): AsyncGenerator<readonly [Item | undefined, boolean]> {
  let current: { item: Item } | undefined;
  for await (const item of items) {
    if (current !== undefined) yield [current.item, false];
    current = { item };
  }
  yield [current?.item, true];
}
