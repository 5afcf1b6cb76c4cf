import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listFiles } from "./list-files.ts";
import { repositoryRoot } from "./repository-root.ts";

/** What belongs to one machine, or to how the project came about; written in two halves, so that this file may be read as well. */
const foreign = [
  ["/wo", "rk/"],
  ["/ro", "ot/"],
  ["/home", "/"],
  ["/Us", "ers/"],
  ["../sha", "red/"],
  ["registry.npm", "js.org"],
  ["npm", "mirror"],
  ["local", "host:4873"],
].map((halves) => halves.join(""));

const text = /\.(ts|js|mts|mjs|json|jsonc|md|ya?ml|sh|py|sql|jsonl)$|(^|\/)(LICENSE|run|\.[a-z]+)$/;

test("the repository speaks only of itself: no path of a machine, no host of a package registry", () => {
  const found = listFiles()
    .filter((path) => text.test(path))
    .flatMap((path) => {
      const content = readFileSync(join(repositoryRoot, path), "utf8");
      return foreign.filter((word) => content.includes(word)).map((word) => `${path}: ${word}`);
    });
  expect(found).toEqual([]);
});

test("sources name no temporary folder by its path", () => {
  const sources = listFiles().filter((path) => /^(packages|apps)\/[^/]+\/src\/.*(?<!\.test)\.ts$/.test(path));
  expect(sources.filter((path) => /["'`]\/tmp\b/.test(readFileSync(join(repositoryRoot, path), "utf8")))).toEqual([]);
});
