import { Redactor } from "@airdock/core/protocol";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

/** Hides the config's secrets in texts: what the spec marks `airbyte_secret`, and tokens that are added on the way. */
export class SecretFilter {
  readonly #redactor = new Redactor();

  /** Learns the values at the spec's secret places. */
  learn(specification: PythonDict, config: PythonDict): void {
    for (const path of findSecretPaths(specification, [])) {
      const value = path.reduce<PythonValue>((node, key) => (isDict(node) ? (node[key] ?? null) : null), config);
      if (value !== null) this.add(printPython(value));
    }
  }

  add(secret: string): void {
    this.#redactor.add([secret]);
  }

  /** The text with each secret, however it is spelled, as `****`. */
  redact(text: string): string {
    return this.#redactor.redact(text);
  }
}

function findSecretPaths(schema: PythonValue, path: readonly string[]): readonly (readonly string[])[] {
  if (!isDict(schema)) return [];
  if (schema["airbyte_secret"] === true) return [path];
  const found: (readonly string[])[] = [];
  const { properties } = schema;
  if (isDict(properties))
    for (const [name, property] of Object.entries(properties))
      found.push(...findSecretPaths(property, [...path, name]));
  for (const keyword of ["oneOf", "anyOf", "allOf"]) {
    const branches = schema[keyword];
    if (Array.isArray(branches)) for (const branch of branches) found.push(...findSecretPaths(branch, path));
  }
  return found;
}
