import { interpolateString } from "../expression/interpolate-string.ts";
import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { equalPython } from "../python/equal-python.ts";
import { isHashable } from "../python/is-hashable.ts";
import { dumpPythonJson } from "../python/dump-python-json.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { representPython } from "../python/represent-python.ts";
import type { PythonDict } from "../python/value.ts";
import { StreamSlice } from "../stream/stream-slice.ts";
import type { PartitionRouter } from "./partition-router.ts";

/** The partitions of several routers one after another, each value of the common field once. Other keys of a partition become extra fields. */
export class UnionPartitionRouter implements PartitionRouter {
  private readonly routers: readonly PartitionRouter[];
  private readonly field: string;

  constructor(component: Component, config: PythonDict, routers: readonly PartitionRouter[]) {
    this.routers = routers;
    this.field = evaluateField(component, "partition_field", config);
    if (routers.length < 2)
      throw new ManifestError(`${component.path}: UnionPartitionRouter needs at least 2 child partition routers`, {
        path: component.path,
      });
    for (const child of component.children("partition_routers")) this.checkChild(child, config);
  }

  async *slices(): AsyncGenerator<StreamSlice> {
    const seen = new Set<string>();
    for (const router of this.routers)
      for await (const slice of router.slices()) {
        const { [this.field]: value, ...others } = slice.partition;
        if (value === undefined)
          throw new PythonError(
            "ValueError",
            `UnionPartitionRouter expects all child partition routers to emit the partition field '${this.field}'. Got ${printPython(slice.partition)}`,
          );
        if (!isHashable(value))
          throw new PythonError(
            "ValueError",
            `UnionPartitionRouter can only deduplicate hashable partition values. Got unhashable value ${representPython(value)} for partition field '${this.field}'.`,
          );
        const key = dumpPythonJson(value);
        if (seen.has(key)) continue;
        seen.add(key);
        yield new StreamSlice({ partition: { [this.field]: value }, extraFields: { ...slice.extraFields, ...others } });
      }
  }

  requestOptions(): PythonDict {
    return {};
  }

  parentState(): PythonDict {
    return Object.assign({}, ...this.routers.map((router) => router.parentState() ?? {})) as PythonDict;
  }

  /** A child must give partitions of the same field, and no request options. */
  private checkChild(child: Component, config: PythonDict): void {
    const parents = child.children("parent_stream_configs");
    const fields =
      child.type === "SubstreamPartitionRouter"
        ? parents.map((parent) => evaluateField(parent, "partition_field", config))
        : [evaluateField(child, child.type === "ListPartitionRouter" ? "cursor_field" : "partition_field", config)];
    const other = child.type.startsWith("Custom") ? undefined : fields.find((field) => !equalPython(field, this.field));
    if (other !== undefined)
      throw new ManifestError(
        `UnionPartitionRouter expects all child partition routers to emit the partition field '${this.field}', but a ${child.type} child emits '${other}'.`,
        { path: child.path },
      );
    if ([child, ...parents].some((component) => component.child("request_option") !== undefined))
      throw new ManifestError("Request options are not supported for UnionPartitionRouter.", { path: child.path });
  }
}

function evaluateField(component: Component, name: string, config: PythonDict): string {
  return printPython(
    interpolateString(printPython(component.value(name) ?? ""), { config, parameters: component.parameters }),
  );
}
