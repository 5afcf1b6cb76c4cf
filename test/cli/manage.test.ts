import { execFile } from "node:child_process";
import { readFile, stat, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { connectorPath } from "@airdock-test/connectors";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { type AirdockRun, runAirdock } from "./run-airdock.ts";

const config = `
import { defineConfig } from "airdock";
export default defineConfig({
  connections: {
    shop: { source: "sample:shop", config: { users: 20, products: 5, purchases: 30 } },
    other: { source: "sample:shop", config: { users: 3 }, streams: ["users"] },
  },
});
`;

/** Runs a command in a folder whose config file has two connections; the first of them is synced. */
async function openProject(folder: string): Promise<(...args: string[]) => Promise<AirdockRun>> {
  await writeFile(join(folder, "airdock.config.ts"), config);
  const run = (...args: string[]): Promise<AirdockRun> => runAirdock(folder, args);
  expect(await run("sync", "shop")).toMatchObject({ status: 0 });
  return run;
}

inFolder("types compile, know Kysely's tables and check the config file", { timeout: 300_000 }, async ({ folder }) => {
  const run = await openProject(folder);
  const written = await run("types", "-o", "types.ts");
  expect(written).toMatchObject({ status: 0, stderr: "types of 6 tables in types.ts\n" });
  const text = await readFile(join(folder, "types.ts"), "utf8");
  expect(text).toContain('"shop.users": ShopUsers;');
  expect(text).toMatch(/ {2}id: number \| bigint \| null;/);
  expect(text).toMatch(/ {2}address: \{\n {4}readonly street\?: string \| null;/);
  await writeFile(
    join(folder, "use.ts"),
    `import { defineConfig, env } from "airdock";
import type { Kysely } from "kysely";
import type { Database, OtherUsers } from "./types.ts";
export function use(db: Kysely<Database>, row: OtherUsers): unknown {
  const city: string | null | undefined = row.address?.city;
  // @ts-expect-error -- no such column
  db.selectFrom("shop.users").select("nothing");
  // @ts-expect-error -- no such table
  db.selectFrom("shop.nothing");
  return db.selectFrom("shop.purchases").select(["id", "_airbyte_extracted_at"]).where("id", "=", city === null ? 1 : 2);
}
defineConfig({ connections: { a: { source: "sample:shop", config: { users: env("USERS"), seed: 3 } } } });
defineConfig(async () => ({ connections: { a: { source: "./any", config: { whatever: [1] } } } }));
// @ts-expect-error -- users is a number
defineConfig({ connections: { a: { source: "sample:shop", config: { users: "many" } } } });
`,
  );
  const modules = join(dirname(createRequire(import.meta.url).resolve("./package.json")), "node_modules");
  await symlink(modules, join(folder, "node_modules"));
  const options = {
    strict: true,
    noEmit: true,
    module: "nodenext",
    target: "es2024",
    allowImportingTsExtensions: true,
    types: [],
    lib: ["es2024", "esnext.disposable", "dom"],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["use.ts"] }));
  const checked = await promisify(execFile)(tsc, ["-p", folder]).catch((error: { stdout: string }) => error);
  expect(checked.stdout).toBe("");
});

const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");

inFolder("a state is exported, reset and imported byte for byte", { timeout: 300_000 }, async ({ folder }) => {
  const run = await openProject(folder);
  const before = (await run("state", "export", "shop")).stdout;
  expect(JSON.parse(before)).toMatchObject([{ type: "STREAM" }, { type: "STREAM" }, { type: "STREAM" }]);
  await run("state", "export", "shop", "-o", "state.json");
  expect(await readFile(join(folder, "state.json"), "utf8")).toBe(before);
  expect(await run("state", "export", "shop", "same.json")).toMatchObject({ status: 0, stdout: "" });
  expect(await readFile(join(folder, "same.json"), "utf8")).toBe(before);
  expect((await run("state")).stdout).toBe((await run("state", "show")).stdout);
  expect((await run("state", "reset", "shop", "--streams", "users")).stderr).toContain(
    "reads 1 stream from the beginning",
  );
  expect((await run("state", "show", "shop")).stdout).not.toContain("users");
  expect(await run("state", "import", "shop", "state.json")).toMatchObject({ status: 0 });
  expect((await run("state", "export", "shop")).stdout).toBe(before);
  const synced = JSON.parse((await run("sync", "shop", "--json")).stdout);
  expect(synced.streams.map(({ read }: { read: number }) => read)).toEqual([0, 0, 0]);
  expect((await run("state", "reset", "shop")).status).toBe(0);
  const again = JSON.parse((await run("sync", "shop", "--json")).stdout);
  expect(again.streams.map(({ read }: { read: number }) => read)).toEqual([20, 5, 30]);
  // The connection that was never synced takes a state, too.
  const platform =
    '[{"streamDescriptor":{"name":"users"},"streamState":{"updated_at":"2999-01-01T00:00:00.000Z","count":3}}]';
  await writeFile(join(folder, "platform.json"), platform);
  expect(await run("state", "import", "other", "platform.json")).toMatchObject({ status: 0 });
  expect((await run("state", "show", "other", "--json")).stdout).toContain('"stream_state":{"updated_at":"2999-01-01');
  expect((await run("sync", "other", "--json")).stdout).toContain('"read":0');
});

inFolder(
  "tables go to files; a query finds them by their stream, and writes Parquet",
  { timeout: 300_000 },
  async ({ folder }) => {
    const run = await openProject(folder);
    expect((await run("export", "--format", "parquet", "-o", "out")).stderr).toContain(
      "30 rows in out/shop.purchases.parquet",
    );
    const types = await run(
      "query",
      "select typeof(created_at) as t, count(*)::int as n from 'out/shop.users.parquet' group by 1",
      "--allow-files",
      "--format",
      "json",
    );
    expect(JSON.parse(types.stdout)).toEqual([{ t: "TIMESTAMP WITH TIME ZONE", n: 20 }]);
    await run("export", "users", "--format", "csv", "-o", "out");
    expect((await readFile(join(folder, "out", "shop.users.csv"), "utf8")).split("\r\n")).toHaveLength(22);
    const joined = await run(
      "query",
      "select count(*)::int as n from purchases p join users u on u.id = p.user_id",
      "--format",
      "json",
    );
    expect(JSON.parse(joined.stdout)).toEqual([{ n: 30 }]);
    await run("query", "select id, email from users", "--format", "parquet", "-o", "users.parquet");
    expect((await stat(join(folder, "users.parquet"))).size).toBeGreaterThan(100);
    await run("sync", "other");
    const ambiguous = await run("query", "select * from users");
    expect([ambiguous.status, ambiguous.stderr]).toEqual([
      2,
      expect.stringContaining("Write one of other.users, shop.users"),
    ]);
  },
);

inFolder("logs and runs tell of one run", { timeout: 300_000 }, async ({ folder }) => {
  const noisy = connectorPath("prints-to-stderr");
  await runAirdock(folder, ["sync", noisy, "--name", "noisy"]);
  await runAirdock(folder, ["sync", connectorPath("stops-midway"), "--name", "half"]);
  await runAirdock(folder, ["state", "reset", "noisy"]);
  const first = await runAirdock(folder, ["logs", "1"]);
  expect(first.stderr).toContain("run 1 of noisy");
  expect(first.stdout.trim().split("\n").length).toBeGreaterThan(0);
  expect((await runAirdock(folder, ["logs"])).stderr).toContain("run 2 of half");
  expect((await runAirdock(folder, ["logs", "--level", "error", "--connection", "noisy"])).stdout).toBe("");
  const shown = await runAirdock(folder, ["runs", "2"]);
  expect(shown.stdout).toMatch(/^run 2 of half, .*: partial$/m);
  expect(shown.stdout).toContain("[SYNC_PARTIAL]");
  expect((await runAirdock(folder, ["runs", "--connection", "noisy"])).stdout).not.toContain("half");
});

inFolder("doctor and completion", { timeout: 300_000 }, async ({ folder }) => {
  const env = { AIRDOCK_REGISTRY: "./nowhere" };
  await writeFile(join(folder, "airdock.config.yaml"), "connections: { shop: { source: 'sample:shop' } }\n");
  const healthy = await runAirdock(folder, ["doctor"], { env });
  expect(healthy.stdout).toMatch(/✔ Node +24\./);
  expect(healthy.stdout).toMatch(/✔ cache +empty/);
  expect(healthy.stdout).toMatch(/· catalogue +.*nowhere/);
  expect(healthy.status).toBe(0);
  const script = (await runAirdock(folder, ["completion", "bash"])).stdout;
  const ask = `${script}\nairdock() { "${process.execPath}" "${program}" "$@"; }\nCOMP_WORDS=(airdock "$1" "$2"); COMP_CWORD=2; _airdock; echo "\${COMPREPLY[@]}"`;
  const complete = async (...words: string[]): Promise<string> =>
    (await promisify(execFile)("bash", ["-c", ask, "bash", ...words], { cwd: folder })).stdout.trim();
  expect(await complete("sync", "sh")).toBe("shop");
  expect(await complete("sync", "--stre")).toBe("--streams --stream-option");
  expect(await complete("state", "e")).toBe("export");
  const unset = "connections: { acme: { source: 'sample:shop', config: { users: '${NOT_SET_ANYWHERE}' } } }\n";
  await writeFile(join(folder, "airdock.config.yaml"), unset);
  const lacking = await runAirdock(folder, ["doctor"], { env });
  expect([lacking.status, lacking.stdout]).toEqual([2, expect.stringMatching(/✖ acme +.*NOT_SET_ANYWHERE/)]);
  await writeFile(join(folder, "airdock.config.yaml"), "connections: 7\n");
  expect(await runAirdock(folder, ["doctor"], { env })).toMatchObject({ status: 2 });
});

const program = join(dirname(createRequire(import.meta.url).resolve("airdock/package.json")), "bin", "airdock.js");
