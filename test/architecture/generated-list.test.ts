import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeFile } from "./describe-file.ts";
import { findMarkedPart } from "./marked-part.ts";
import { listPublicEntries } from "./public-entry.ts";
import { renderFileList } from "./render-file-list.ts";
import { renderPublicExports } from "./render-public-exports.ts";
import { repositoryRoot } from "./repository-root.ts";
import { listPackages } from "./workspace-package.ts";

const wayOut = "run `npx pnpm generate` and look at what changed";

test("ARCHITECTURE.md lists every source file with its first sentence", () => {
  const { inside } = findMarkedPart(readFileSync(join(repositoryRoot, "ARCHITECTURE.md"), "utf8"), "files");
  expect(inside, wayOut).toBe(`${renderFileList()}\n`);
});

test("public-exports.md lists everything users can import", () => {
  const committed = readFileSync(join(repositoryRoot, "test/architecture/public-exports.md"), "utf8");
  expect(committed, wayOut).toBe(renderPublicExports());
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
