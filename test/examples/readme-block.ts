import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A code block of a README. */
export interface ReadmeBlock {
  /** The README, from the repository's root. */
  readonly path: string;
  readonly line: number;
  readonly language: string;
  /** The second word after the three backticks. */
  readonly name: string | undefined;
  readonly text: string;
}

/** Every code block of the repository's README and of its packages'. */
export function listReadmeBlocks(): ReadmeBlock[] {
  const readmes = globSync(["README.md", "{packages,apps}/*/README.md"], { cwd: repositoryRoot });
  return readmes.toSorted().flatMap((path) => findBlocks(path, readFileSync(join(repositoryRoot, path), "utf8")));
}

const repositoryRoot = fileURLToPath(new URL("../..", import.meta.url));

function findBlocks(path: string, document: string): ReadmeBlock[] {
  const blocks = document.matchAll(/^```(?<language>\w+)(?: +(?<name>\S+))?[^\n]*\n(?<text>.*?)^```$/gms);
  return [...blocks].map(({ groups, index }) => ({
    path,
    line: document.slice(0, index).split("\n").length,
    language: groups?.["language"] ?? "",
    name: groups?.["name"],
    text: groups?.["text"] ?? "",
  }));
}
