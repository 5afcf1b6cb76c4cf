import { interpolateString } from "../expression/interpolate-string.ts";
import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { computePython } from "../python/compute-python.ts";
import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import { createTimedelta, parseDuration } from "../python/parse-duration.ts";
import { printPython } from "../python/print-python.ts";
import { readClock } from "../python/python-datetime.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { createRequestOption } from "../request/request-option.ts";
import { createClamp, type ClampTarget } from "./clamping.ts";
import type { CursorSettings } from "./cursor-settings.ts";
import { createDatetimeValues } from "./datetime-values.ts";
import { readMinMaxDatetime } from "./min-max-datetime.ts";
import type { Gap, SplitSettings } from "./split-interval.ts";

const weekdays = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/** Evaluates a DatetimeBasedCursor. Step and granularity must come together, as in the CDK. */
export function readDatetimeCursor(
  component: Component,
  config: PythonDict,
  catalogCursorField: string | undefined,
): CursorSettings {
  const context = { config, parameters: component.parameters };
  const evaluate = (text: string): PythonValue => interpolateString(text, context);
  const format = component.text("datetime_format") ?? "";
  const granularity = readGap(component.text("cursor_granularity") ?? "");
  const stepText = component.text("step");
  if ((stepText === undefined) !== (granularity === undefined))
    throw new ManifestError(
      `If step is defined, cursor_granularity should be as well and vice-versa. Right now, step is \`${stepText ?? "None"}\` and cursor_granularity is \`${component.text("cursor_granularity") ?? "None"}\``,
      { path: component.path },
    );
  const boundFields = [
    printPython(evaluate(component.text("partition_field_start") ?? "start_time")),
    printPython(evaluate(component.text("partition_field_end") ?? "end_time")),
  ] as const;
  const step = stepText === undefined ? undefined : readGap(evaluate(stepText));
  const clamping = readClamping(component, evaluate);
  return {
    values: createDatetimeValues(format, component.list("cursor_datetime_formats").map(printPython), granularity),
    cursorField: catalogCursorField ?? printPython(evaluate(printPython(component.value("cursor_field") ?? ""))),
    boundFields,
    lookback: readGap(evaluate(component.text("lookback_window") ?? "")),
    createSplit: () => createSplit(component, config, { format, granularity, step, clamping }),
    requestOptions: readRequestOptions(component, config, boundFields),
  };
}

function createSplit(
  component: Component,
  config: PythonDict,
  settings: { format: string; granularity: Gap | undefined; step: Gap | undefined; clamping: ClampTarget | undefined },
): SplitSettings {
  const { format, granularity, step, clamping } = settings;
  const now =
    component.value("end_datetime") === undefined || component.value("end_datetime") === ""
      ? readClock
      : () => readMinMaxDatetime(component, "end_datetime", format, config);
  const isStrict = component.flag("is_compare_strictly");
  const base = {
    isStrict,
    start: readMinMaxDatetime(component, "start_datetime", format, config),
    step: step === undefined ? ("whole" as const) : isTrue(step) ? step : undefined,
    granularity,
  };
  if (clamping === undefined) return { ...base, end: now, clamp: (value) => value };
  const floor = createClamp(clamping, "down");
  const unit = granularity ?? createTimedelta(clamping.span === "DAY" ? { seconds: 1 } : { days: 1 });
  return { ...base, end: () => computePython("-", floor(now()), unit), clamp: createClamp(clamping, "up") };
}

/** A duration, or none where the text is empty; `PT0S` counts as given. */
function readGap(text: PythonValue): Gap | undefined {
  if (!isTrue(text)) return undefined;
  if (typeof text !== "string") throw new PythonError("TypeError", "Expecting a string");
  return parseDuration(text);
}

function readClamping(component: Component, evaluate: (text: string) => PythonValue): ClampTarget | undefined {
  const clamping = component.value("clamping");
  if (!isDict(clamping)) return undefined;
  const target = evaluate(printPython(clamping["target"] ?? ""));
  if (target === "DAY" || target === "MONTH") return { span: target };
  if (target !== "WEEK")
    throw new ManifestError(`Invalid clamping target ${printPython(target)}, expected DAY, WEEK, MONTH`, {
      path: component.path,
    });
  const details = clamping["target_details"];
  const weekday = isDict(details) ? details["weekday"] : undefined;
  if (weekday === undefined)
    throw new ManifestError("Given WEEK clamping, weekday needs to be provided as target_details", {
      path: component.path,
    });
  const index = weekdays.indexOf(printPython(weekday));
  if (index < 0) throw new ManifestError(`Unknown weekday ${printPython(weekday)}`, { path: component.path });
  return { span: "WEEK", weekday: index };
}

function readRequestOptions(
  component: Component,
  config: PythonDict,
  boundFields: readonly [string, string],
): CursorSettings["requestOptions"] {
  const options = ["start_time_option", "end_time_option"].map((name) => {
    const child = component.child(name);
    return child && createRequestOption(child, config);
  });
  return (target, slice) => {
    const injected: PythonDict = {};
    for (const [index, option] of options.entries())
      if (option?.target === target) option.inject(injected, slice[boundFields[index === 0 ? 0 : 1]] ?? null);
    return injected;
  };
}
