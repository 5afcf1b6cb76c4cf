import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./list-files.ts";
import { repositoryRoot } from "./repository-root.ts";

/** A package of the workspace. */
export interface WorkspacePackage {
  readonly name: string;
  /** From the repository's root, such as `packages/core`. */
  readonly folder: string;
  readonly isPublic: boolean;
  /** What others may import: `.`, `./testing`, … */
  readonly entries: readonly string[];
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
  /** What becomes part of the package when it is built. */
  readonly carried: ReadonlySet<string>;
  /** The sources that are built: everything in `src` that is no test. */
  readonly sources: readonly string[];
  /** Every other module: tests beside the sources and in `test`, and all of a private package. */
  readonly tests: readonly string[];
}

/** The packages in `packages`, `apps` and `test`. */
export function listPackages(): WorkspacePackage[] {
  return ["packages", "apps", "test"].flatMap((parent) =>
    readdirSync(join(repositoryRoot, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
      .map((entry) => readPackage(`${parent}/${entry.name}`)),
  );
}

function readPackage(folder: string): WorkspacePackage {
  const manifest: Manifest = JSON.parse(readFileSync(join(repositoryRoot, folder, "package.json"), "utf8"));
  const modules = listFiles(folder).filter((path) => /\.m?[jt]s$/.test(path));
  const sources = modules.filter((path) => path.startsWith(`${folder}/src/`) && !/\.(test|bench)\.ts$/.test(path));
  return {
    name: manifest.name,
    folder,
    isPublic: manifest.private !== true,
    entries: Object.keys(manifest.exports ?? {}),
    dependencies: new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })),
    devDependencies: new Set(Object.keys(manifest.devDependencies ?? {})),
    carried: new Set(
      manifest.scripts?.["build"]?.includes("bundle-package") ? Object.keys(manifest.devDependencies ?? {}) : [],
    ),
    sources,
    tests: modules.filter((path) => !sources.includes(path)),
  };
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Record<string, unknown>;
  readonly scripts?: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}
