import { expect, test } from "vitest";
import { type ImportRule, importRules } from "./import-rules.ts";
import { resolveImport } from "./resolve-import.ts";
import { readSourceFile } from "./source-file.ts";
import { listPackages, type WorkspacePackage } from "./workspace-package.ts";

const packages = listPackages();
const published = packages.filter(({ isPublic }) => isPublic);

test("every package, and every folder of core, has its row in the table", () => {
  const folders = published.flatMap(({ folder, sources }) => [
    folder,
    ...(folder === "packages/core"
      ? sources.flatMap((path) => /^packages\/core\/src\/[^/]+(?=\/)/.exec(path) ?? [])
      : []),
  ]);
  expect([...new Set(folders)].filter((folder) => !importRules.some(({ from }) => from === folder))).toEqual([]);
});

test("a source imports only what the table allows", () => {
  const findings = published.flatMap((workspacePackage) =>
    workspacePackage.sources.flatMap((path) => findForbiddenImports(path, workspacePackage)),
  );
  expect(findings).toEqual([]);
});

test("what a test imports of another package is public", () => {
  const findings = packages.flatMap((workspacePackage) =>
    workspacePackage.tests
      // The settings of a tool build on those of the whole repository.
      .filter((path) => !/\.config\.\w+$/.test(path))
      .flatMap((path) => findPrivateImports(path, workspacePackage)),
  );
  expect(findings).toEqual([]);
});

/** The imports of a source that break a row of the table, reach into another package, or are not in its package.json. */
function findForbiddenImports(path: string, owner: WorkspacePackage): string[] {
  const rules = importRules.filter(({ from }) => path.startsWith(`${from}/`));
  return readSourceFile(path).imports.flatMap(({ specifier, typeOnly, dynamic }) => {
    const target = resolveImport(path, specifier);
    const finding = `${path} imports ${specifier}`;
    if (target.kind === "package") {
      const rule = rules.find(({ from }) => from === owner.folder);
      if (!rule?.may.includes(target.name)) return [finding];
      if (rule.lazily?.includes(target.name) && !typeOnly && !dynamic)
        return [`${finding}, which is to be loaded when reached`];
      return target.name === "node:" || owner.dependencies.has(target.name) || owner.carried.has(target.name)
        ? []
        : [`${finding}, no dependency of its package`];
    }
    const rule = rules.find(({ from }) => from.startsWith(`${owner.folder}/src/`));
    return mayImportFile(rule, target.path, owner) ? [] : [finding];
  });
}

function mayImportFile(rule: ImportRule | undefined, path: string, owner: WorkspacePackage): boolean {
  if (!owner.sources.includes(path)) return false;
  return rule === undefined || [rule.from, ...rule.may].some((part) => path === part || path.startsWith(`${part}/`));
}

/** The imports of a test that leave its package by a path, or name something that another package does not export. */
function findPrivateImports(path: string, owner: WorkspacePackage): string[] {
  return readSourceFile(path).imports.flatMap(({ specifier }) => {
    const target = resolveImport(path, specifier);
    if (target.kind === "file")
      return target.path.startsWith(`${owner.folder}/`) ? [] : [`${path} imports ${specifier}`];
    const other = packages.find(({ name }) => name === target.name);
    return other === undefined || other.entries.includes(target.entry) ? [] : [`${path} imports ${specifier}`];
  });
}
