import { interpolateString } from "../expression/interpolate-string.ts";
import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { printPython } from "../python/print-python.ts";
import { isDict } from "../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

/** The parts of a request that options are put into. */
export type RequestTarget = "request_parameter" | "header" | "body_data" | "body_json";

/** Where a value goes in a request: the `RequestOption` of a manifest. */
export interface RequestOption {
  readonly target: RequestTarget;
  /** Puts the value under the option's name, or at its path, into `options`. */
  inject(options: PythonDict, value: PythonValue): void;
}

/** The option a component describes. Rejects one with no name, or with both a name and a path. */
export function createRequestOption(component: Component, config: PythonDict): RequestOption {
  const name = component.value("field_name");
  const path = component.value("field_path");
  const target = component.text("inject_into") as RequestTarget;
  if (name == null && path == null) throw refuse(component, "RequestOption requires either a field_name or field_path");
  if (name != null && path != null)
    throw refuse(component, "Only one of field_name or field_path can be provided to RequestOption");
  if (path != null && target !== "body_json")
    throw refuse(
      component,
      "Nested field injection is only supported for body JSON injection. Please use a top-level field_name for other injection types.",
    );
  const context = { config, parameters: component.parameters };
  const evaluate = (part: PythonValue): string =>
    printPython(typeof part === "string" ? interpolateString(part, context) : part);
  if (!Array.isArray(path))
    return { target, inject: (options, value) => void (options[evaluate(name ?? null)] = value) };
  return { target, inject: (options, value) => setPath(options, path.map(evaluate), value) };
}

function setPath(options: PythonDict, path: readonly string[], value: PythonValue): void {
  let current = options;
  for (const part of path.slice(0, -1)) {
    const next = current[part];
    if (isDict(next)) current = next;
    else current = current[part] = {};
  }
  const last = path.at(-1);
  if (last !== undefined) current[last] = value;
}

function refuse(component: Component, message: string): ManifestError {
  return new ManifestError(message, { path: component.path });
}
