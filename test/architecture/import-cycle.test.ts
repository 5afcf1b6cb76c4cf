import { expect, test } from "vitest";
import { resolveImport } from "./resolve-import.ts";
import { readSourceFile } from "./source-file.ts";
import { listPackages } from "./workspace-package.ts";

test("no file imports itself, by whatever way round, types included", () => {
  const sources = new Set(listPackages().flatMap((workspacePackage) => workspacePackage.sources));
  const cycles = findCycles(sources, (path) =>
    readSourceFile(path).imports.flatMap(({ specifier }) => {
      const target = resolveImport(path, specifier);
      return target.kind === "file" && sources.has(target.path) ? [target.path] : [];
    }),
  );
  expect(cycles).toEqual([]);
});

test("no package depends on itself, by whatever way round", () => {
  const packages = new Map(listPackages().map((workspacePackage) => [workspacePackage.name, workspacePackage]));
  const cycles = findCycles(packages.keys(), (name) =>
    [...(packages.get(name)?.dependencies ?? [])].filter((other) => packages.has(other)),
  );
  expect(cycles).toEqual([]);
});

/** The ways round in a graph, each as `a → b → a`, found by walking from every node. */
function findCycles(nodes: Iterable<string>, next: (node: string) => string[]): string[] {
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (node: string, way: readonly string[]): void => {
    const start = way.indexOf(node);
    if (start >= 0) cycles.push([...way.slice(start), node].join(" → "));
    if (start >= 0 || done.has(node)) return;
    for (const other of next(node)) walk(other, [...way, node]);
    done.add(node);
  };
  for (const node of nodes) walk(node, []);
  return cycles;
}
