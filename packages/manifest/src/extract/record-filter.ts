import { buildCounterpart } from "../custom/find-counterpart.ts";
import type { Component } from "../load/component.ts";
import { Condition } from "../load/condition.ts";
import type { PythonDict } from "../python/value.ts";
import type { StreamSlice } from "../stream/stream-slice.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** Whether a record is kept. */
export type RecordFilter = (record: PythonDict, slice: StreamSlice) => boolean;

/** The filter of a `record_filter` component; undefined where there is none. */
export function createRecordFilter(component: Component | undefined, config: PythonDict): RecordFilter | undefined {
  if (component === undefined) return undefined;
  if (component.type !== "RecordFilter") {
    const counterpart = buildCounterpart(component, "filter", config);
    if (counterpart === undefined) throw new UnsupportedComponent(component);
    return (record, slice) => counterpart(record, slice.entries);
  }
  const condition = new Condition(component.text("condition") ?? "", config, component.parameters);
  return (record, slice) => condition.holds({ record, stream_slice: slice, next_page_token: null });
}
