import { interpolateString } from "../expression/interpolate-string.ts";
import type { Component } from "../load/component.ts";
import { convertToInteger } from "../python/convert-to-integer.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict } from "../python/value.ts";
import { createRequestOption } from "../request/request-option.ts";
import { countValues } from "./count-values.ts";
import { type CursorSettings, defaultBoundFields } from "./cursor-settings.ts";

/** Evaluates an IncrementingCountCursor: one slice, from the state or the start value on, whose start can go into the request. */
export function readCountCursor(
  component: Component,
  config: PythonDict,
  catalogCursorField: string | undefined,
): CursorSettings {
  const context = { config, parameters: component.parameters };
  const startValue = component.value("start_value");
  const start = startValue === undefined ? 0 : convertToInteger(interpolateString(printPython(startValue), context));
  const child = component.child("start_value_option");
  const option = child && createRequestOption(child, config);
  const [startField] = defaultBoundFields;
  return {
    values: countValues,
    cursorField:
      catalogCursorField ?? printPython(interpolateString(printPython(component.value("cursor_field") ?? ""), context)),
    boundFields: undefined,
    lookback: undefined,
    createSplit: () => ({
      start,
      end: () => Infinity,
      step: undefined,
      granularity: undefined,
      clamp: (value) => value,
      isStrict: false,
    }),
    requestOptions: (target, slice) => {
      const injected: PythonDict = {};
      if (option?.target === target) option.inject(injected, slice[startField] ?? null);
      return injected;
    },
  };
}
