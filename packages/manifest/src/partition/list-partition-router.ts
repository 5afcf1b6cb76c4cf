import { interpolateString } from "../expression/interpolate-string.ts";
import type { Component } from "../load/component.ts";
import { isTrue } from "../python/is-true.ts";
import { iteratePython } from "../python/iterate-python.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { createRequestOption, type RequestOption, type RequestTarget } from "../request/request-option.ts";
import { StreamSlice } from "../stream/stream-slice.ts";
import type { PartitionRouter } from "./partition-router.ts";

/** One partition for each value of a list, which may be a template. */
export class ListPartitionRouter implements PartitionRouter {
  readonly field: string;
  private readonly values: PythonValue;
  private readonly option: RequestOption | undefined;

  constructor(component: Component, config: PythonDict) {
    const context = { config, parameters: component.parameters };
    const values = component.value("values") ?? null;
    this.values = typeof values === "string" ? interpolateString(values, context) : values;
    this.field = printPython(interpolateString(component.text("cursor_field") ?? "", context));
    const option = component.child("request_option");
    this.option = option && createRequestOption(option, config);
  }

  async *slices(): AsyncGenerator<StreamSlice> {
    for (const value of iteratePython(this.values)) yield new StreamSlice({ partition: { [this.field]: value } });
  }

  requestOptions(target: RequestTarget, slice: StreamSlice): PythonDict {
    const options: PythonDict = {};
    const value = slice.entries[this.field] ?? null;
    if (this.option?.target === target && isTrue(value)) this.option.inject(options, value);
    return options;
  }

  parentState(): undefined {
    return undefined;
  }
}
