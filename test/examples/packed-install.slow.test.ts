import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packWorkspace } from "./pack-workspace.ts";
import { readExample } from "./read-example.ts";

const run = promisify(execFile);
const slow = { timeout: 900_000 };
const root = join(import.meta.dirname, "../..");
const names = [
  "core",
  "sql-cache",
  "cache-duckdb",
  "cache-sqlite",
  "cache-postgres",
  "cache-testkit",
  "manifest",
  "source-shop",
];
const paths = [...names.map((name) => `packages/${name}`), "apps/cli"];
/** What a stranger's shell has: no program of the workspace but Node, no setting of the package manager that runs this test. */
const stranger = Object.fromEntries(
  Object.entries({ ...process.env, PATH: `${dirname(process.execPath)}:${process.env["PATH"]}`, CI: "true" }).filter(
    ([name]) => !/^(npm_(?!config_(registry|cafile))|PNPM_|NODE_PATH)/.test(name),
  ),
);

let folder: string;
let tarballs: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-packed-"));
  tarballs = await packWorkspace(folder, paths);
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test("every package resolves as the types say, for those who import modules", slow, async () => {
  const attw = join(root, "test/examples/node_modules/.bin/attw");
  for (const tarball of tarballs)
    await expect(
      run(attw, [tarball, "--profile", "esm-only", "--no-color"], { cwd: folder }),
      basename(tarball),
    ).resolves.toBeDefined();
});

const managers = [
  { name: "npm", install: ["npm", "install", "--no-audit", "--no-fund"] },
  { name: "pnpm", install: [join(root, "node_modules/.bin/pnpm"), "install", "--ignore-workspace"] },
  { name: "yarn", install: ["npx", "--yes", "yarn@1.22.22", "install", "--ignore-engines"] },
] as const;

describe.for(managers)("in an empty project of $name", slow, ({ name, install }) => {
  let project: string;

  beforeAll(async () => {
    project = await makeProject(name);
    const [program, ...words] = install;
    await run(program, words, { cwd: project, env: stranger, maxBuffer: 1 << 26 });
  }, 600_000);

  test("the library example runs as a module", async ({ skip }) => {
    skip(!(await canDownload()), noIndex);
    await expectNames(project, ["library.mts", example()], [process.execPath]);
  });

  test("and as CommonJS", async ({ skip }) => {
    skip(!(await canDownload()), noIndex);
    await expectNames(project, ["library.cjs", asCommonJs(example())], [process.execPath]);
  });
});

const runtimes = [
  { name: "Bun", packages: "bun@1.4.5", command: ["bun", "run"] },
  { name: "Deno", packages: "deno@2.9.6", command: ["deno", "run", "--allow-all", "--node-modules-dir=manual"] },
] as const;

test.for(runtimes)("the library example runs on $name", slow, async ({ name, packages, command }, { skip }) => {
  skip(!(await canDownload()), noIndex);
  const project = await makeProject(name);
  await run("npm", ["install", "--no-audit", "--no-fund", packages], { cwd: project, env: stranger });
  const [program, ...words] = command;
  const file = join(project, "node_modules/.bin", program);
  skip(!(await answers(file)), `${name} has no program for this machine on the registry`);
  await expectNames(project, ["library.mts", example()], [file, ...words]);
});

/** A project whose dependencies are the archives, also where one of them needs another. */
async function makeProject(name: string): Promise<string> {
  const project = join(folder, `project-${name}`);
  await mkdir(project);
  const ours = Object.fromEntries(
    paths.map((path, index) => [
      path === "apps/cli" ? "airdock" : `@airdock/${basename(path)}`,
      `file:${tarballs[index]}`,
    ]),
  );
  const { airdock: _cli, ...libraries } = ours;
  const manifest = {
    ...{ name: "mine", version: "1.0.0", private: true, dependencies: { ...libraries, kysely: "0.29.9" } },
    ...{ overrides: libraries, resolutions: libraries, pnpm: { overrides: libraries } },
  };
  await writeFile(join(project, "package.json"), JSON.stringify(manifest, undefined, 2));
  return project;
}

function example(): string {
  return readExample("library");
}

/** The same program for `require`, which has no `await` at its top. */
function asCommonJs(text: string): string {
  const lines = text.replaceAll(/^import (\{[^}]*\}) from (".*");$/gm, "const $1 = require($2);").split("\n");
  const body = lines.filter((line) => !line.startsWith("const {"));
  return `${lines.filter((line) => line.startsWith("const {")).join("\n")}\n(async () => {\n${body.join("\n")}\n})();\n`;
}

async function expectNames(project: string, [file, text]: [string, string], command: readonly string[]): Promise<void> {
  await rm(join(project, "data.duckdb"), { force: true });
  await writeFile(join(project, file), text);
  const [program = "", ...words] = command;
  const { stdout } = await run(program, [...words, file], { cwd: project, env: stranger });
  expect(stdout.trim().split("\n")).toHaveLength(3);
}

const noIndex = "pip reaches no package index here, and the example installs a connector from it";

async function canDownload(): Promise<boolean> {
  const download = ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", tmpdir(), "six"];
  return run("python3", download).then(
    () => true,
    () => false,
  );
}

async function answers(file: string): Promise<boolean> {
  return run(file, ["--version"]).then(
    () => true,
    () => false,
  );
}
