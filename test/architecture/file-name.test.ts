import { expect, test } from "vitest";
import { isNamedFor } from "./is-named-for.ts";
import { listFiles } from "./list-files.ts";
import { readSourceFile } from "./source-file.ts";
import { listPackages } from "./workspace-package.ts";

const packages = listPackages();
const sources = packages.flatMap((workspacePackage) => workspacePackage.sources);
const modules = [...sources, ...packages.flatMap(({ tests }) => tests)];

/** Files whose name is not made of their exports' words, each with what they are named for. */
const namedOtherwise: Record<string, string> = {
  "packages/cache-duckdb/src/kysely/exact-number.ts": "the kinds of number it makes",
  "packages/cache-duckdb/src/kysely/temporal-text.ts": "the texts of all temporal types",
  "packages/cache-duckdb/src/load/row-query.ts": "the queries it writes: rows, raw or exact",
  "packages/cache-testkit/src/read-meta.ts": "what it reads: the meta column of a row",
  "packages/cache-testkit/src/state-line.ts": "the lines of all state types",
  "packages/core/src/connector/exit-outcome.ts": "the outcome it explains",
  "packages/core/src/connector/process-group.ts": "what its functions act on",
  "packages/core/src/testing/begin-memory-stream.ts": "what `begin` is to the memory cache",
  "packages/core/src/testing/memory-columns.ts": "the columns of the memory cache",
  "packages/core/src/testing/memory-states.ts": "the states of the memory cache",
  "packages/sql-cache/src/finalize/newer-row.ts": "the rule it states: which row is newer",
  "packages/sql-cache/src/finalize/replace-table.ts": "the two steps that replace a table",
  "packages/sql-cache/src/ledger/stream-row.ts": "the row of the bookkeeping it reads and writes",
  "packages/sql-cache/src/load/quarantine.ts": "the table its functions fill and clean",
};

test("files and folders are in kebab case", () => {
  const parts = modules.map((path) => ({
    path,
    odd: path.split("/").find((part) => !/^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(part)),
  }));
  expect(parts.filter(({ odd }) => odd !== undefined)).toEqual([]);
});

test("a folder says what stage it is, not that things lie in it", () => {
  const vague = /(^|\/)(utils?|helpers?|common|shared|misc|internals?|libs?)(\/|\.\w+$)/;
  expect(listFiles().filter((path) => vague.test(path))).toEqual([]);
});

test("a file is named for something it exports", () => {
  const misnamed = sources.filter((path) => {
    const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.ts$/, "");
    const names = readSourceFile(path).exports.map((exported) => exported.name);
    return name !== "index" && names.length > 0 && !isNamedFor(name, names) && !(path in namedOtherwise);
  });
  expect(misnamed).toEqual([]);
  expect(Object.keys(namedOtherwise).filter((path) => !sources.includes(path))).toEqual([]);
});

test("exports have names: no default export, no export of everything", () => {
  const nameless = modules.flatMap((path) =>
    /\.config\.\w+$/.test(path)
      ? []
      : readSourceFile(path)
          .exports.filter(({ name, from }) => name === "default" || name === "*" || from?.name === "*")
          .map(({ name }) => `${path}: ${name}`),
  );
  expect(nameless).toEqual([]);
});

test("an index stands only where a package is entered, and only passes names on", () => {
  const indexes = modules.filter((path) => /(^|\/)index\.\w+$/.test(path));
  const entries = packages.flatMap(({ folder, entries: names, isPublic }) =>
    names.map((entry) => `${folder}/${isPublic ? "src/" : ""}${entry === "." ? "" : `${entry.slice(2)}/`}index.ts`),
  );
  expect(indexes.filter((path) => !entries.includes(path))).toEqual([]);
  const declaring = indexes.filter((path) => readSourceFile(path).exports.some(({ kind }) => kind !== "re-export"));
  expect(declaring).toEqual([]);
});
