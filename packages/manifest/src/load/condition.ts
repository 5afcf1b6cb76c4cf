import { interpolateBoolean } from "../expression/interpolate-boolean.ts";
import type { PythonDict } from "../python/value.ts";

/** A condition of a manifest: the CDK's InterpolatedBoolean, bound to its config and parameters. */
export class Condition {
  readonly #source: string | boolean;
  readonly #config: PythonDict | null;
  readonly #parameters: PythonDict;

  constructor(source: string | boolean, config: PythonDict | null, parameters: PythonDict = {}) {
    this.#source = source;
    this.#config = config;
    this.#parameters = parameters;
  }

  /** Whether it holds; `context` has the names beside `config` and `parameters`. */
  holds(context: PythonDict = {}): boolean {
    if (typeof this.#source === "boolean") return this.#source;
    return interpolateBoolean(this.#source, { ...context, config: this.#config, parameters: this.#parameters });
  }
}
