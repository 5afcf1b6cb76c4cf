import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { connectorPath } from "@airdock-test/connectors";
import { type JsonObject, projectConfigSchema, validateConfig } from "@airdock/core";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const typescript = `
import { defineConfig, env } from "airdock";
const users: number = 20;
export default defineConfig({
  cache: "duckdb:./warehouse.duckdb",
  parallel: 2,
  connections: {
    shop: { source: "sample:shop", config: { users, purchases: 30, products: 5 }, streams: { users: {}, purchases: { mode: "append" } } },
    small: { source: "sample:shop", config: { users: 5, products: 2, purchases: 3 } },
    half: { source: ${JSON.stringify(connectorPath("stops-midway"))} },
    secret: { source: "sample:shop", config: { users: env("NOT_SET") } },
  },
});
`;

inFolder(
  "sync reads all connections of the config file, and one that fails holds up no other",
  { timeout: 300_000 },
  async ({ folder }) => {
    await writeFile(join(folder, "airdock.config.ts"), typescript);
    const below = join(folder, "below");
    await mkdir(below);
    const { status, stdout, stderr } = await runAirdock(below, ["sync", "--json"]);
    const { outcome, connections } = JSON.parse(stdout);
    expect(outcome).toBe("partial");
    expect(connections).toMatchObject([
      {
        connection: "shop",
        outcome: "ok",
        streams: [{ written: 20 }, { table: "shop.purchases", mode: "append", written: 30 }],
      },
      { connection: "small", outcome: "ok", streams: [{ written: 5 }, { written: 2 }, { written: 3 }] },
      { connection: "half", outcome: "partial", error: { code: "SYNC_PARTIAL" } },
      { connection: "secret", outcome: "failed", error: { code: "CONFIG_INVALID" } },
    ]);
    expect(stderr).toContain("! 2 of 4 connections went well");
    expect(stderr).toMatch(/secret: The environment variable NOT_SET.*\[CONFIG_INVALID\]/);
    // A config error goes before what is partial.
    expect(status).toBe(2);
    const events = await runAirdock(folder, ["sync", "shop", "small", "--events"]);
    const lines: { connection: string; type: string }[] = events.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(new Set(lines.map(({ connection }) => connection))).toEqual(new Set(["shop", "small"]));
    expect(events.stderr).toMatch(/^shop: reading sample:shop into duckdb:\.\/warehouse\.duckdb/m);
    expect(events.status).toBe(0);
  },
);

inFolder(
  "commands take a connection by its name, and the project's cache",
  { timeout: 300_000 },
  async ({ folder }) => {
    await writeFile(join(folder, "airdock.config.ts"), typescript);
    await mkdir(join(folder, "below"));
    const run = (...args: string[]) => runAirdock(join(folder, "below"), args);
    expect((await run("sync", "shop")).stderr).toContain("✔ shop is in duckdb:./warehouse.duckdb");
    expect(await run("check", "small")).toMatchObject({
      status: 0,
      stderr: expect.stringContaining("small can connect"),
    });
    expect((await run("discover", "shop", "--json")).stdout).toContain('"purchases"');
    expect((await run("read", "small", "users")).stdout.trim().split("\n")).toHaveLength(5);
    expect((await run("spec", "secret")).status).toBe(0);
    expect((await run("tables")).stdout).toMatch(/shop\.purchases +append +30/);
    const count = await run("query", "select count(*)::int as n from shop.users", "--format", "json");
    expect(JSON.parse(count.stdout)).toEqual([{ n: 20 }]);
    const elsewhere = await run("sync", "small", "--to", "duckdb:./else.duckdb", "--streams", "users", "--json");
    expect(JSON.parse(elsewhere.stdout)).toMatchObject({ cache: "duckdb:./else.duckdb", streams: [{ name: "users" }] });
  },
);

inFolder("--project names a config file; YAML takes .env beside it", { timeout: 300_000 }, async ({ folder }) => {
  const config = 'connections: { shop: { source: "sample:shop", config: "./${FILE}" } }\n';
  await mkdir(join(folder, "other"));
  await writeFile(join(folder, "other", "my.yaml"), config);
  await writeFile(join(folder, "other", ".env"), "FILE=shop.json\n");
  await writeFile(join(folder, "other", "shop.json"), '{"users": 3}');
  const { stdout } = await runAirdock(folder, ["read", "shop", "users", "--project", "other/my.yaml"]);
  expect(stdout.trim().split("\n")).toHaveLength(3);
});

inFolder("what sync --json prints fits the published schema", { timeout: 300_000 }, async ({ folder }) => {
  await writeFile(join(folder, "airdock.config.ts"), typescript);
  const path = createRequire(import.meta.url).resolve("airdock/sync-report.schema.json");
  const schema: JsonObject = JSON.parse(await readFile(path, "utf8"));
  for (const args of [["shop"], ["half"], ["shop", "half", "secret"], ["shop", "--streams", "usres"]]) {
    const { stdout } = await runAirdock(folder, ["sync", ...args, "--json"]);
    expect(await validateConfig(schema, JSON.parse(stdout))).toEqual([]);
    expect(await validateConfig(schema, { ...JSON.parse(stdout), outcome: 7 })).not.toEqual([]);
  }
});

inFolder("a sync of the only connection tells of its streams", { timeout: 300_000 }, async ({ folder }) => {
  await writeFile(
    join(folder, "airdock.config.yaml"),
    "connections: { one: { source: 'sample:shop', config: { users: 2 } } }\n",
  );
  const { status, stderr } = await runAirdock(folder, ["sync"]);
  expect([status, stderr]).toEqual([0, expect.stringContaining("one.users")]);
  expect(stderr).toContain('look at it: airdock query "select * from one.users limit 10"');
  const { stdout } = await runAirdock(folder, ["sync", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({ outcome: "ok", connections: [{ connection: "one" }] });
});

inFolder("check asks all connections; each fails on its own", { timeout: 300_000 }, async ({ folder }) => {
  const connections = {
    shop: { source: "sample:shop" },
    lost: { source: "./lost.py" },
    unset: { source: "sample:shop", config: { users: "${NOT_SET_ANYWHERE}" } },
  };
  await writeFile(join(folder, "airdock.config.json"), JSON.stringify({ connections }));
  const all = await runAirdock(folder, ["check"]);
  expect(all).toMatchObject({ status: 2, stdout: "" });
  expect(all.stderr).toContain("✔ shop can connect\n");
  expect(all.stderr).toContain("✖ lost: There is no file");
  expect(all.stderr).toContain("✖ unset: The environment variable NOT_SET_ANYWHERE");
  const some = await runAirdock(folder, ["check", "shop", "lost", "--json"]);
  expect(JSON.parse(some.stdout)).toMatchObject({
    connections: [
      { connection: "shop", status: "SUCCEEDED" },
      { connection: "lost", status: "FAILED", error: { code: "CONNECTOR_NOT_EXECUTABLE" } },
    ],
  });
  const elsewhere = await runAirdock(folder, ["check", "--set", "users=1"]);
  expect([elsewhere.status, elsewhere.stderr]).toEqual([2, expect.stringContaining("airdock check SOURCE")]);
});

inFolder("a cache object of the config file serves all connections", { timeout: 300_000 }, async ({ folder }) => {
  const text = `import { createDuckdbCache } from "@airdock/cache-duckdb";
const connection = (users: number) => ({ source: "sample:shop", config: { users, products: 1, purchases: 1 } });
export default { cache: createDuckdbCache("./object.duckdb"), connections: { a: connection(3), b: connection(4), c: connection(5) } };
`;
  await writeFile(join(folder, "airdock.config.ts"), text);
  expect(await runAirdock(folder, ["sync"])).toMatchObject({ status: 0 });
  const sql =
    "select list(n order by n) as n from (select count(*)::int n from a.users union all select count(*)::int from b.users union all select count(*)::int from c.users)";
  expect(JSON.parse((await runAirdock(folder, ["query", sql, "--format", "json"])).stdout)).toEqual([{ n: [3, 4, 5] }]);
});

inFolder("the published schema is the one that is checked", { timeout: 300_000 }, async () => {
  const path = createRequire(import.meta.url).resolve("airdock/config.schema.json");
  expect(JSON.parse(await readFile(path, "utf8"))).toEqual(projectConfigSchema);
});
