import { interpolateString } from "../expression/interpolate-string.ts";
import type { Component } from "../load/component.ts";
import { comparePython } from "../python/compare-python.ts";
import { parseDatetime } from "../python/datetime-format.ts";
import { isTrue } from "../python/is-true.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDatetime } from "../python/python-datetime.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

/**
 * The date in a field that holds a template or a MinMaxDatetime: not before its `min_datetime`, not after its `max_datetime`.
 * Without a format of its own it is read in the cursor's.
 */
export function readMinMaxDatetime(
  cursor: Component,
  field: string,
  format: string,
  config: PythonDict,
): PythonDatetime {
  const component = cursor.child(field);
  const own = component?.text("datetime_format");
  const actualFormat = own === undefined || own === "" ? format : own;
  const context = { config, parameters: component === undefined ? cursor.parameters : component.parameters };
  const read = (value: PythonValue | undefined): PythonValue =>
    typeof value === "string" ? interpolateString(value, context) : (value ?? "");
  let date = parseDatetime(printPython(read(component?.value("datetime") ?? cursor.value(field))), actualFormat);
  const minimum = printPython(read(component?.value("min_datetime")));
  if (isTrue(minimum)) {
    const bound = parseDatetime(minimum, actualFormat);
    if (comparePython("<", date, bound)) date = bound;
  }
  const maximum = printPython(read(component?.value("max_datetime")));
  if (!isTrue(maximum)) return date;
  const bound = parseDatetime(maximum, actualFormat);
  return comparePython("<", bound, date) ? bound : date;
}
