import { MappingObject } from "../python/mapping-object.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

/** Jinja's `namespace()`, and `loop`: an object with attributes, which `{% set name.attribute = … %}` can change. */
export class Namespace extends MappingObject {
  override readonly pythonType = "jinja2.utils.Namespace";
  readonly entries: PythonDict;

  constructor(attributes: PythonDict) {
    super();
    this.entries = attributes;
  }

  attribute(name: string): PythonValue | undefined {
    return Object.hasOwn(this.entries, name) ? this.entries[name] : undefined;
  }
}
