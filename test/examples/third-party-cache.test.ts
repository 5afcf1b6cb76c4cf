import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packWorkspace } from "./pack-workspace.ts";
import { readExample } from "./read-example.ts";
import { environment } from "./run-program.ts";

/** What a stranger has: packed packages, their own registry's packages, and nothing of the workspace. */
const [slow, stranger] = [
  { timeout: 900_000 },
  { ...environment, npm_config_fund: "false", npm_config_audit: "false" },
];
const run = promisify(execFile);
const packages = ["core", "sql-cache", "cache-testkit", "cache-sqlite", "cache-duckdb", "manifest", "source-shop"];
let folder: string;
let tarballs: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-third-party-"));
  const paths = [...packages.map((name) => `packages/${name}`), "apps/cli"];
  const packed = await packWorkspace(folder, paths);
  tarballs = Object.fromEntries(paths.map((path, index) => [path.replace(/^.*\//, ""), packed[index] ?? ""]));
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

test("the cache of the tutorial passes the suite, and the command line finds it by its name", slow, async () => {
  const project = await makeProject(
    "tutorial",
    ["core", "sql-cache", "cache-testkit", "cli", ...packages.slice(4)],
    [...["libsql@0.5.29", "kysely@0.29.9", "@types/node@24"]],
  );
  const cache = join(project, "node_modules", "airdock-cache-libsql");
  await mkdir(cache);
  const exports = { name: "airdock-cache-libsql", version: "1.0.0", type: "module", exports: "./index.js" };
  await writeFile(join(cache, "package.json"), JSON.stringify(exports));
  await compile(project, cache, {
    "index.ts": readExample("libsql-cache"),
    "cache-under-test.ts": readExample("libsql-cache-under-test"),
    "suite.test.ts": readExample("libsql-suite"),
  });

  const suite = await run("node", ["--test", "--test-reporter=tap", "suite.test.js"], {
    cwd: cache,
    env: stranger,
    ...large,
  }).catch((error: { readonly stdout: string }) => error);
  expect(suite.stdout.match(/^not ok .*(?:\n {2}.*){0,20}/gm) ?? []).toEqual([]);
  expect(suite.stdout).toMatch(/^# fail 0$/m);
  expect(Number(/^# pass (\d+)$/m.exec(suite.stdout)?.[1])).toBeGreaterThan(300);

  const airdock = join(project, "node_modules", ".bin", "airdock");
  for (const name of ["libsql:./shop.db", "airdock-cache-libsql:./shop.db"]) {
    const sync = await run(airdock, ["sync", "sample:shop", "--to", name, "--json"], { cwd: project, env: stranger });
    expect(JSON.parse(sync.stdout)).toMatchObject({ outcome: "ok" });
  }
  const sql = "select count(*) as n from shop_products";
  const counted = await run(airdock, ["query", sql, "--from", "libsql:./shop.db", "--format", "json"], {
    cwd: project,
    env: stranger,
  });
  expect(counted.stdout).toContain("100");
});

test("who installs one cache gets no other's driver", slow, async () => {
  const project = await makeProject("one-cache", ["core", "sql-cache", "cache-sqlite"], ["kysely@0.29.9"]);
  const { stdout } = await run("npm", ["ls", "--all", "--parseable"], { cwd: project, env: stranger });
  expect(stdout).toContain("better-sqlite3");
  expect(stdout).not.toMatch(/node_modules\/(pg|@duckdb)\b/);
});

const large = { maxBuffer: 64 * 1024 * 1024 };

async function makeProject(name: string, ours: readonly string[], others: readonly string[]): Promise<string> {
  const project = join(folder, name);
  await mkdir(project);
  await writeFile(join(project, "package.json"), JSON.stringify({ name, version: "1.0.0", type: "module" }));
  const wanted = [...ours.map((packed) => tarballs[packed] ?? packed), ...others];
  await run("npm", ["install", "--loglevel=error", "--prefer-offline", ...wanted], { cwd: project, env: stranger });
  return project;
}

/** Compiles files, by name, into a folder of a project, against the types that project has installed. */
async function compile(project: string, target: string, files: Readonly<Record<string, string>>): Promise<void> {
  const source = join(project, "src");
  await mkdir(source);
  for (const [file, text] of Object.entries(files)) await writeFile(join(source, file), text);
  const compilerOptions = {
    ...{ target: "es2024", lib: ["es2024", "esnext.disposable"], module: "nodenext", types: ["node"] },
    ...{ strict: true, skipLibCheck: true, rootDir: "src", outDir: target },
  };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
  await run("tsc", ["-p", project], { cwd: project, env: stranger });
}
