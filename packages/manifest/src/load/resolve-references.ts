import { isDict } from "../python/is-dict.ts";
import { setEntry } from "../python/set-entry.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { ManifestProblem } from "./manifest-problem.ts";

/**
 * Replaces every text that begins with `#/` by what it points to, and merges the target of `$ref` under the keys beside it
 * (which win). What is referenced several times is shared, so the result must not be changed in place.
 * Rule: the CDK's ManifestReferenceResolver.
 */
export function resolveReferences(manifest: PythonDict): ResolvedManifest {
  const resolver = new Resolver(manifest);
  const resolved = resolver.resolve(manifest, "");
  return { manifest: isDict(resolved) ? resolved : {}, problems: resolver.problems };
}

/** A manifest with what its references point to, and the references that point nowhere or to themselves. */
export interface ResolvedManifest {
  readonly manifest: PythonDict;
  readonly problems: readonly ManifestProblem[];
}

class Resolver {
  readonly #manifest: PythonDict;
  readonly problems: ManifestProblem[] = [];
  readonly #open = new Set<string>();
  readonly #resolved = new Map<string, PythonValue>();

  constructor(manifest: PythonDict) {
    this.#manifest = manifest;
  }

  resolve(node: PythonValue, path: string): PythonValue {
    if (typeof node === "string") return node.startsWith("#/") ? this.#follow(node, path) : node;
    if (Array.isArray(node)) return node.map((item, index) => this.resolve(item, `${path}[${index}]`));
    if (!isDict(node)) return node;
    const own: PythonDict = {};
    for (const [key, value] of Object.entries(node))
      if (key !== "$ref")
        setEntry(
          own,
          key,
          key === "config_overrides" ? value : this.resolve(value, path === "" ? key : `${path}.${key}`),
        );
    if (!Object.hasOwn(node, "$ref")) return own;
    const target = this.resolve(node["$ref"] ?? null, path);
    return isDict(target) ? { ...target, ...own } : target;
  }

  #follow(reference: string, path: string): PythonValue {
    const known = this.#resolved.get(reference);
    if (known !== undefined) return known;
    if (this.#open.has(reference)) {
      this.problems.push({ path, message: `Circular reference found: ${reference}` });
      return null;
    }
    const target = lookUp(reference.slice(2), this.#manifest);
    if (target === undefined) {
      this.problems.push({ path, message: `Undefined reference ${reference.slice(2)} from ${reference}` });
      return null;
    }
    this.#open.add(reference);
    const value = this.resolve(target, reference.slice(2).replaceAll("/", "."));
    this.#open.delete(reference);
    this.#resolved.set(reference, value);
    return value;
  }
}

/** Tries the whole rest of the path as one key first, then its first segment: keys may contain slashes. */
function lookUp(path: string, manifest: PythonDict): PythonValue | undefined {
  let node: PythonValue = manifest;
  let rest = path;
  while (rest !== "") {
    const whole = entry(node, rest);
    if (whole !== undefined) return whole;
    const slash = rest.indexOf("/");
    const head = slash < 0 ? rest : rest.slice(0, slash);
    rest = slash < 0 ? "" : rest.slice(slash + 1);
    const next = entry(node, head);
    if (next === undefined) return undefined;
    node = next;
  }
  return node;
}

function entry(node: PythonValue, key: string): PythonValue | undefined {
  if (isDict(node)) return Object.hasOwn(node, key) ? node[key] : undefined;
  return Array.isArray(node) && /^-?\d+$/u.test(key) ? node.at(Number(key)) : undefined;
}
