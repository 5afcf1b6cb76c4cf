import type { Component } from "./component.ts";
import { ManifestError } from "./manifest-error.ts";

/** A component this engine does not run: custom Python code, or a type it does not know. Only the streams that use it are affected. */
export class UnsupportedComponent extends ManifestError {
  constructor(component: Component) {
    const custom = component.value("class_name");
    const what =
      typeof custom === "string"
        ? `${custom} is a custom component written in Python`
        : component.type === ""
          ? "A component without a type is not known"
          : `${component.type} is not known`;
    super(`${what}, which this engine does not run.`, { path: component.path });
  }
}
