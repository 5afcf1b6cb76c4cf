import { MappingObject } from "../python/mapping-object.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

/** The headers of a response: found whatever their case, listed as the server wrote them. Equal names are joined by a comma. */
export class ResponseHeaders extends MappingObject {
  override readonly pythonType = "CaseInsensitiveDict";
  readonly entries: PythonDict;
  /** The same as a plain dict, where case counts: what paginators see. */
  readonly written: PythonDict;
  readonly #byLowerName: Map<string, string>;

  constructor(raw: readonly string[]) {
    super();
    this.#byLowerName = new Map();
    const names = new Map<string, string>();
    for (let index = 0; index + 1 < raw.length; index += 2) {
      const [name = "", value = ""] = raw.slice(index, index + 2);
      const lower = name.toLowerCase();
      const known = this.#byLowerName.get(lower);
      this.#byLowerName.set(lower, known === undefined ? value : `${known}, ${value}`);
      if (known === undefined) names.set(lower, name);
    }
    this.written = {};
    for (const [lower, name] of names) this.written[name] = this.#byLowerName.get(lower) ?? "";
    this.entries = foldCase(this.written, this.#byLowerName);
  }

  /** The value of a header; undefined where there is none. */
  find(name: string): string | undefined {
    return this.#byLowerName.get(name.toLowerCase());
  }

  attribute(): PythonValue | undefined {
    return undefined;
  }
}

/** A view on the headers that finds them in any case. */
function foldCase(written: PythonDict, byLowerName: ReadonlyMap<string, string>): PythonDict {
  const find = (key: string | symbol): string | undefined =>
    typeof key === "string" ? byLowerName.get(key.toLowerCase()) : undefined;
  return new Proxy(written, {
    get: (target, key) => find(key) ?? (Reflect.get(target, key) as PythonValue),
    has: (target, key) => find(key) !== undefined || Reflect.has(target, key),
    getOwnPropertyDescriptor: (target, key) => {
      const value = find(key);
      if (value === undefined) return Reflect.getOwnPropertyDescriptor(target, key);
      return { value, configurable: true, enumerable: true, writable: true };
    },
  });
}
