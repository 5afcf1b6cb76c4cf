import { expect, test } from "vitest";
import { kebabCase } from "./kebab-case.ts";
import { listFiles } from "./list-files.ts";
import { readSourceFile } from "./source-file.ts";
import { listPackages } from "./workspace-package.ts";

const packages = listPackages();
const sources = packages.flatMap((workspacePackage) => workspacePackage.sources);
const modules = [...sources, ...packages.flatMap(({ tests }) => tests)];

/** Files whose name is not that of an export, each with the reason. */
const namedOtherwise: Record<string, string> = {};

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
    const names = readSourceFile(path).exports.map((exported) => `-${kebabCase(exported.name)}`);
    return (
      name !== "index" &&
      names.length > 0 &&
      !names.some((exported) => exported.includes(`-${name}`)) &&
      !(path in namedOtherwise)
    );
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
