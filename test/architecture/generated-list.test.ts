import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeFile } from "./describe-file.ts";
import { listPublicEntries } from "./public-entry.ts";
import { renderPublicExports } from "./render-public-exports.ts";
import { repositoryRoot } from "./repository-root.ts";
import { listPackages } from "./workspace-package.ts";

test("public-exports.md lists everything users can import", () => {
  const committed = readFileSync(join(repositoryRoot, "test/architecture/public-exports.md"), "utf8");
  expectGenerated(committed, renderPublicExports());
});

test("every source file says in a doc comment what it is for", () => {
  const sources = listPackages().flatMap((workspacePackage) => workspacePackage.sources);
  expect(sources.filter((path) => describeFile(path) === undefined)).toEqual([]);
});

test("everything users can import has a doc sentence", () => {
  const silent = listPublicEntries().flatMap(({ names }) =>
    names
      .filter(({ kind, sentence }) => kind !== "external" && sentence === undefined)
      .map(({ path, name }) => `${path}: ${name}`),
  );
  expect(silent).toEqual([]);
});

/** Names the lines that differ, rather than showing both lists. */
function expectGenerated(committed: string, generated: string): void {
  const [before, after] = [committed.split("\n"), generated.split("\n")];
  const missing = after.filter((line) => !before.includes(line));
  const outdated = before.filter((line) => !after.includes(line));
  expect({ missing, outdated }, "run `npx pnpm generate` and look at what changed").toEqual({
    missing: [],
    outdated: [],
  });
  expect(before).toEqual(after);
}
