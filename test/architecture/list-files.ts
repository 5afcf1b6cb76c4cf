import { readdirSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./repository-root.ts";

/** Every file below a folder of the repository, as paths from the root, sorted; what is installed or built is left out. */
export function listFiles(folder = ""): string[] {
  const entries = readdirSync(join(repositoryRoot, folder), { withFileTypes: true });
  return entries
    .filter((entry) => !notOurs.has(entry.name))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(path) : [path];
    })
    .toSorted();
}

const notOurs = new Set([".git", "node_modules", "dist", ".turbo", ".airdock", "coverage"]);
