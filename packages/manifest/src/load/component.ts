import { isDict } from "../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { ManifestError } from "./manifest-error.ts";

/** A typed view on one component of a resolved manifest: its type, its fields, its place. */
export class Component {
  readonly type: string;
  readonly fields: PythonDict;
  /** Its place in the manifest, for messages: `streams[2].retriever`. */
  readonly path: string;

  constructor(fields: PythonDict, path: string) {
    this.type = typeof fields["type"] === "string" ? fields["type"] : "";
    this.fields = fields;
    this.path = path;
  }

  /** `$parameters`, the parents' included: what templates see as `parameters`. */
  get parameters(): PythonDict {
    const parameters = this.fields["$parameters"];
    return isDict(parameters) ? parameters : {};
  }

  /** The field as it is written; undefined where it is absent or null. */
  value(name: string): PythonValue | undefined {
    return Object.hasOwn(this.fields, name) ? (this.fields[name] ?? undefined) : undefined;
  }

  /** The field if it is a text; undefined where it is absent. Anything else is an error. */
  text(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === "string") return value;
    throw new ManifestError(`${this.path}.${name} must be a string.`, { path: this.path });
  }

  /** Whether the field is `true`; `fallback` where it is absent. */
  flag(name: string, fallback = false): boolean {
    const value = this.value(name);
    return value === undefined ? fallback : value === true;
  }

  /** The field as a list: a single value counts as a list of one, an absent one as an empty list. */
  list(name: string): readonly PythonValue[] {
    const value = this.value(name);
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  }

  /** The component in the field; undefined where it is absent. */
  child(name: string): Component | undefined {
    const value = this.value(name);
    return isDict(value) ? new Component(value, `${this.path}.${name}`) : undefined;
  }

  /** The component in the field, which must be there. */
  required(name: string): Component {
    const child = this.child(name);
    if (child === undefined) throw new ManifestError(`${this.path}: '${name}' is missing.`, { path: this.path });
    return child;
  }

  /** The components in the field; a single one counts as a list of one, an absent field as an empty list. */
  children(name: string): readonly Component[] {
    const value = this.value(name);
    const single = !Array.isArray(value);
    return this.list(name)
      .filter(isDict)
      .map((item, index) => new Component(item, single ? `${this.path}.${name}` : `${this.path}.${name}[${index}]`));
  }
}
