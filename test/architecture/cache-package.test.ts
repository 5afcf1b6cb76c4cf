import { expect, test } from "vitest";
import { readSourceFile } from "./source-file.ts";
import { listPackages } from "./workspace-package.ts";

/** The parts every SQL cache has, whatever the database: `duckdb-merge.ts` and `sqlite-merge.ts` are read side by side. */
const parts = ["bulk-load", "cache", "cache-dialect", "column-type", "merge"];

const caches = listPackages().flatMap(({ folder, sources }) => {
  const database = /^packages\/cache-(?!testkit$)(.+)$/.exec(folder)?.[1];
  return database === undefined || sources.length === 0 ? [] : [{ folder, sources, database }];
});

test.each(caches)(
  "$folder has the same files as its neighbours, under its own prefix",
  ({ folder, sources, database }) => {
    const names = sources.flatMap((path) => /^[^/]+(?=\.ts$)/.exec(path.slice(`${folder}/src/`.length)) ?? []);
    expect(names).toEqual(expect.arrayContaining(["index", ...parts.map((part) => `${database}-${part}`)]));
    expect(names.filter((name) => name !== "index" && !name.startsWith(`${database}-`))).toEqual([]);
  },
);

test.each(caches)("$folder can be loaded by its name: it exports createCache", ({ folder, sources }) => {
  const index = `${folder}/src/index.ts`;
  const names = sources.includes(index) ? readSourceFile(index).exports.map(({ name }) => name) : [];
  expect(names).toContain("createCache");
});
