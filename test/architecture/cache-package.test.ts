import { expect, test } from "vitest";
import { readSourceFile } from "./source-file.ts";
import { listPackages } from "./workspace-package.ts";

/** What every SQL cache has, whatever the database: `duckdb-cache.ts` and `sqlite-cache.ts` are read side by side. */
const always = ["cache", "cache-dialect", "column-type", "open-session"];

/** What a database may do in its own way: where it does, the file is called by its prefix and this. */
const sometimes = ["bulk-load", "error-kind", "introspect", "merge", "swap-table", "value-rules", "widen-column"];

const caches = listPackages().flatMap(({ folder, sources }) => {
  const database = /^packages\/cache-(?!testkit$)(.+)$/.exec(folder)?.[1];
  return database === undefined ? [] : [{ folder, sources, database }];
});

test.each(caches)(
  "$folder has the same files as its neighbours, under its own prefix",
  ({ folder, sources, database }) => {
    const names = sources.flatMap((path) => /^[^/]+(?=\.ts$)/.exec(path.slice(`${folder}/src/`.length)) ?? []);
    const roles = names.flatMap((name) => (name.startsWith(`${database}-`) ? name.slice(database.length + 1) : []));
    expect(roles).toEqual(expect.arrayContaining(always));
    const misplaced = sources.filter((path) =>
      sometimes.some((role) => new RegExp(`/(${role}|${role}-${database})\\.ts$`).test(path)),
    );
    expect(misplaced).toEqual([]);
  },
);

test.each(caches)("$folder can be loaded by its name: it exports createCache", ({ folder }) => {
  expect(readSourceFile(`${folder}/src/index.ts`).exports.map(({ name }) => name)).toContain("createCache");
});
