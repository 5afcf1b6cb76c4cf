import { posix } from "node:path";

/** What a specifier means: a file of the repository (path from the root), or a package (its name) with the entry asked for. */
export type ImportTarget =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "package"; readonly name: string; readonly entry: string };

/** Resolves a specifier as it stands in a file; Node's own modules are the package `node:`. */
export function resolveImport(importer: string, specifier: string): ImportTarget {
  if (specifier.startsWith(".")) return { kind: "file", path: posix.join(posix.dirname(importer), specifier) };
  if (specifier.startsWith("node:")) return { kind: "package", name: "node:", entry: specifier };
  const [, name = specifier, rest = ""] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? [];
  return { kind: "package", name, entry: `.${rest}` };
}
