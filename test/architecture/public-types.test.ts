import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "./repository-root.ts";

const folders = ["core", "sql-cache", "cache-duckdb", "cache-sqlite", "cache-postgres", "cache-testkit", "source-shop"];

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly types?: string;
}

test.each(folders)("%s brings the types that its declarations mention", (name) => {
  const folder = join(repositoryRoot, "packages", name);
  const manifest = readManifest(folder);
  const entries = Object.values(manifest.exports).flatMap((entry) => (typeof entry === "string" ? [] : [entry.types]));
  const brought = new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }));
  const missing = [...mentionedPackages(entries.map((entry) => join(folder, entry)))].filter((mentioned) => {
    if (mentioned === manifest.name) return false;
    const hasTypes = hasOwnTypes(folder, mentioned);
    return !brought.has(hasTypes ? mentioned : `@types/${mentioned}`);
  });
  expect(missing).toEqual([]);
});

/** The packages that declarations import, with what those import of the same package. */
function mentionedPackages(files: readonly string[]): ReadonlySet<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const open = [...files];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, specifier = ""] of readFileSync(file, "utf8").matchAll(/(?:from|import\()\s*"([^"]+)"/g)) {
      if (specifier.startsWith(".")) open.push(join(dirname(file), specifier.replace(/\.(js|ts)$/, ".d.ts")));
      else packages.add(/^(@[^/]+\/[^/]+|[^/:]+)/.exec(specifier)?.[0] ?? specifier);
    }
  }
  return packages;
}

function hasOwnTypes(folder: string, name: string): boolean {
  for (const base of createRequire(join(folder, "package.json")).resolve.paths(name) ?? []) {
    if (!existsSync(join(base, name, "package.json"))) continue;
    const manifest = readManifest(join(base, name));
    return manifest.types !== undefined || JSON.stringify(manifest.exports ?? {}).includes(".d.");
  }
  return false;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}
