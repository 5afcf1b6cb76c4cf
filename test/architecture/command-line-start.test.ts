import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "./repository-root.ts";
import { resolveImport } from "./resolve-import.ts";
import { readSourceFile } from "./source-file.ts";
import { listPackages } from "./workspace-package.ts";

/** What only some commands need, and what would make every start of `airdock` slow. */
const heavy = [
  "@duckdb/node-api",
  "kysely",
  "better-sqlite3",
  "pg",
  "execa",
  "ajv",

  "yaml",
  "@clack/prompts",
];

test("starting `airdock` loads no database, no Kysely, no process library: commands load what they need", () => {
  const loaded = listLoaded("apps/cli/dist/main.js");
  expect(loaded.filter(({ name }) => heavy.includes(name) || name.startsWith("@airdock/cache-"))).toEqual([]);
});

interface Loaded {
  readonly name: string;
  readonly by: string;
}

/** The packages that a built file imports statically, through its own files and through workspace packages. */
function listLoaded(entry: string): Loaded[] {
  const folders = new Map(listPackages().map(({ name, folder }) => [name, folder]));
  const seen = new Set<string>();
  const loaded: Loaded[] = [];
  const visit = (path: string): void => {
    if (seen.has(path) || !existsSync(join(repositoryRoot, path))) return;
    seen.add(path);
    for (const { specifier, dynamic } of readSourceFile(path).imports) {
      const target = resolveImport(path, specifier);
      if (dynamic) continue;
      if (target.kind === "file") visit(target.path);
      else if (target.name !== "node:") loaded.push({ name: target.name, by: path });
      const folder = target.kind === "package" && folders.get(target.name);
      if (folder) visit(posix.join(folder, "dist", target.entry, "index.js"));
    }
  };
  visit(entry);
  return loaded;
}
