import { interpolateString } from "../expression/interpolate-string.ts";
import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonValue } from "../python/value.ts";
import { createRequestOption, type RequestOption } from "../request/request-option.ts";
import { readParentState } from "./parent-state.ts";
import type { ParentStream, PartitionRouterOptions } from "./partition-router.ts";

/** A ParentStreamConfig with its templates evaluated and its stream built. */
export class ParentConfig {
  readonly stream: ParentStream;
  /** The path to the key in the parent's record. */
  readonly parentKey: readonly string[];
  readonly partitionField: string;
  readonly extraFields: readonly (readonly string[])[];
  /** Where in the parent's record the child's response stands already. */
  readonly lazyPath: readonly string[] | undefined;
  readonly option: RequestOption | undefined;
  /** Whether the parent is read incrementally, from the state the child keeps for it. */
  readonly isDependency: boolean;

  constructor(component: Component, options: PartitionRouterOptions) {
    const { config } = options;
    const context = { config, parameters: component.parameters };
    const evaluate = (value: PythonValue): string =>
      printPython(typeof value === "string" ? interpolateString(value, context) : value);
    this.isDependency = component.flag("incremental_dependency");
    const stream = component.required("stream");
    this.stream = options.createParentStream(
      stream,
      this.isDependency ? readParentState(options.state, stream, config) : {},
    );
    this.parentKey = splitPath(evaluate(component.value("parent_key") ?? ""));
    this.partitionField = evaluate(component.value("partition_field") ?? "");
    this.extraFields = component
      .list("extra_fields")
      .map((path) => (Array.isArray(path) ? path : [path]).map(evaluate));
    const pointer = component.list("lazy_read_pointer");
    if (pointer.some((part) => printPython(part).includes("*")))
      throw new ManifestError(
        "The '*' wildcard in 'lazy_read_pointer' is not supported — only direct paths are allowed.",
        {
          path: component.path,
        },
      );
    this.lazyPath = pointer.length === 0 ? undefined : pointer.map(evaluate);
    const option = component.child("request_option");
    this.option = option && createRequestOption(option, config);
  }
}

function splitPath(path: string): string[] {
  return path.replace(/^\//, "").split("/");
}
