import { readFileSync } from "node:fs";
import { join } from "node:path";
import { published } from "@airdock/core";
import { expect, test } from "vitest";
import { listFiles } from "./list-files.ts";
import { repositoryRoot } from "./repository-root.ts";

/** Commands that fetch a package of ours from npm by its name. */
const fetches =
  /\bnpx (?!--no )(?:-\S+ )*airdock\b|\b(?:npm|pnpm|yarn|bun) (?:install|i|add) (?:\S+ )*(?:airdock|@airdock\/[\w-]+)(?![\w/.-])/;

const texts = listFiles().filter(
  (path) =>
    (/\.(md|txt)$/.test(path) || /^(packages|apps)\/[^/]+\/(src|bin)\/.*(?<!\.test)\.[jt]s$/.test(path)) &&
    !/(^|\/)CHANGELOG\.md$|^\.changeset\//.test(path),
);

test("while nothing is published, no text tells people to fetch our names from npm", () => {
  const found = texts.filter((path) => fetches.test(readFileSync(join(repositoryRoot, path), "utf8")));
  expect(published ? [] : found).toEqual([]);
});

test("the READMEs say that nothing is on npm, exactly while nothing is", () => {
  const readmes = [
    "README.md",
    ...["core", "cache-duckdb", "cache-sqlite", "cache-postgres", "sql-cache"].map(
      (name) => `packages/${name}/README.md`,
    ),
  ];
  const saying = readmes.filter((path) => readFileSync(join(repositoryRoot, path), "utf8").includes("Not on npm yet"));
  expect(saying).toEqual(published ? [] : readmes);
});

test("what would fetch a package is recognized", () => {
  for (const text of [
    "npx airdock sync",
    "npx -y airdock",
    "npm install @airdock/core",
    "npm i --save-dev airdock",
    "pnpm add kysely @airdock/cache-duckdb",
  ])
    expect(text).toMatch(fetches);
  for (const text of [
    "npx --no -- airdock",
    "npm install CLONE/archives/*.tgz",
    "npm install airdock-cache-foo",
    "npm start",
  ])
    expect(text).not.toMatch(fetches);
});
