import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { catalog, record, spec, writeScriptedConnector } from "@airdock-test/connectors";
import { openDuckdb } from "@airdock/cache-duckdb/kysely";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const from = ["--from", "duckdb:./data.duckdb"];
const sync = [
  "sync",
  "sample:shop",
  "--set",
  "users=12",
  "--set",
  "products=3",
  "--set",
  "purchases=4",
  "--to",
  "duckdb:./data.duckdb",
];

inFolder("tables, runs and query look into a cache", async ({ folder }) => {
  await runAirdock(folder, sync);
  const tables = await runAirdock(folder, ["tables", ...from]);
  expect(tables.stdout).toMatch(/shop +users +shop\.users +merge +12/);
  const runs = JSON.parse((await runAirdock(folder, ["runs", ...from, "--json"])).stdout);
  expect(runs).toMatchObject([{ id: 1, connection: "shop", connector: "sample:shop", report: { outcome: "ok" } }]);
  const csv = await runAirdock(folder, [
    "query",
    "select id, email, null as nothing from shop.users order by id limit 2",
    ...from,
    "--format",
    "csv",
  ]);
  expect(csv.stdout).toMatch(/^id,email,nothing\r\n1,[^,]+@[^,]+,\r\n2,/);
  const ndjson = await runAirdock(folder, [
    "query",
    "select 9007199254740993 as big, [1, 2] as list, 'x' as x, 'y' as x",
    ...from,
    "--format",
    "ndjson",
  ]);
  expect(ndjson.stdout).toBe('{"big":9007199254740993,"list":[1,2],"x":"x","x_2":"y"}\n');
});

inFolder("a query writes only with --write, and a wrong one says why", async ({ folder }) => {
  await runAirdock(folder, sync);
  const refused = await runAirdock(folder, ["query", "delete from shop.users", ...from]);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain("[QUERY_WRITES]");
  const wrong = await runAirdock(folder, ["query", "select * from shop.usrs", ...from]);
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toContain("[QUERY_FAILED]");
  const deleted = await runAirdock(folder, ["query", "delete from shop.users", ...from, "--write"]);
  expect(deleted).toEqual({ status: 0, stdout: "", stderr: "12 rows changed\n" });
  expect(
    (await runAirdock(folder, ["query", "select count(*)::int n from shop.users", ...from, "--format", "json"])).stdout,
  ).toContain('"n":0');
});

inFolder("a cache that another process holds is waited for, and the wait is told", async ({ folder }) => {
  await runAirdock(folder, sync);
  const holder = await openDuckdb(join(folder, "data.duckdb"));
  const { status, stdout } = await runAirdock(folder, ["tables", ...from], {
    onStderr: (text) => {
      if (text.includes("waiting for duckdb:./data.duckdb")) void holder.close();
    },
  });
  expect(stdout).toContain("shop.users");
  expect(status).toBe(0);
});

inFolder("read prints records without a cache", async ({ folder }) => {
  const { stdout, status } = await runAirdock(folder, ["read", "sample:shop", "users", "--limit", "3"]);
  expect(status).toBe(0);
  expect(
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).id),
  ).toEqual([1, 2, 3]);
  const csv = await runAirdock(folder, ["read", "sample:shop", "products", "--limit", "1", "--format", "csv"]);
  expect(csv.stdout).toMatch(/^id,sku,name/);
});

inFolder(
  "CSV of records has a column for every declared field, also for one the first record lacks",
  async ({ folder }) => {
    const properties = { id: { type: "integer" }, note: { type: "string" } };
    const path = await writeScriptedConnector(folder, {
      spec: { steps: [spec({})] },
      discover: {
        steps: [catalog([{ name: "items", json_schema: { properties }, supported_sync_modes: ["full_refresh"] }])],
      },
      read: { steps: [record("items", { id: 1 }), record("items", { id: 2, note: "a, b", other: true })] },
    });
    const { stdout, stderr, status } = await runAirdock(folder, ["read", path, "items", "--format", "csv"]);
    expect(stdout).toBe('id,note\r\n1,\r\n2,"a, b"\r\n');
    expect(stderr).toContain("no column for other");
    expect(status).toBe(0);
  },
);

inFolder("what is wider than the terminal is shown row by row, what is not as a table", async ({ folder }) => {
  await runAirdock(folder, sync);
  const sql = "select 1 as id, repeat('word ', 12) as text, null as nothing";
  const show = async (columns: string): Promise<string> =>
    (await runAirdock(folder, ["query", sql, ...from], { env: { COLUMNS: columns } })).stdout;
  expect(await show("100")).toMatch(/^id {2}text +nothing\n/);
  const narrow = (await show("50")).trimEnd().split("\n");
  expect(narrow[0]).toMatch(/^── 1 ─+$/);
  expect(narrow).toContain("nothing  NULL");
  expect(narrow.at(-1)).toBe("1 row");
  for (const line of narrow) expect(line.length).toBeLessThanOrEqual(50);
});

inFolder("a result goes to a file; one that cannot be written is an error like all others", async ({ folder }) => {
  await runAirdock(folder, sync);
  const query = ["query", "select id from shop.products order by id", ...from, "--format", "csv", "-o"];
  const written = await runAirdock(folder, [...query, "products.csv"]);
  expect(written.stderr).toContain("3 rows in products.csv");
  expect(await readFile(join(folder, "products.csv"), "utf8")).toBe("id\r\n1\r\n2\r\n3\r\n");
  const failed = await runAirdock(folder, [...query, "nowhere/products.csv"]);
  expect(failed.stderr).toContain("[DISK_UNWRITABLE]");
  expect(failed.status).toBe(5);
});

inFolder("spec and discover speak to people and to programs", async ({ folder }) => {
  expect((await runAirdock(folder, ["spec", "sample:shop"])).stdout).toMatch(/users +integer/);
  expect(JSON.parse((await runAirdock(folder, ["spec", "sample:shop", "--json"])).stdout)).toHaveProperty(
    "connectionSpecification",
  );
  expect((await runAirdock(folder, ["discover", "sample:shop"])).stdout).toMatch(
    /purchases +full_refresh, incremental +id +updated_at/,
  );
  expect(JSON.parse((await runAirdock(folder, ["discover", "sample:shop", "--json"])).stdout).streams).toHaveLength(3);
});

inFolder("connector speaks raw protocol", async ({ folder }) => {
  const { stdout, status } = await runAirdock(folder, ["connector", "sample:shop", "spec"]);
  expect(status).toBe(0);
  expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toMatchObject({ type: "SPEC" });
});

inFolder("tables counts what is there, and names a table that is missing", async ({ folder }) => {
  await runAirdock(folder, sync);
  await runAirdock(folder, [
    "query",
    "delete from shop.users where id > 5; drop table shop.products",
    ...from,
    "--write",
  ]);
  const { stdout } = await runAirdock(folder, ["tables", ...from]);
  expect(stdout).toMatch(/users .* 5$/m);
  expect(stdout).toMatch(/products .* table is missing$/m);
  expect(stdout).toMatch(/purchases .* 4$/m);
});

inFolder("a cache of an unknown kind names the nearest, and offers no package", async ({ folder }) => {
  for (const [url, hint] of [
    ["sqllite:./data", "Did you mean sqlite:?"],
    ["mysql://user@host/data", "The caches are duckdb:"],
  ] as const) {
    const { status, stderr } = await runAirdock(folder, ["tables", "--from", url]);
    expect([status, stderr.includes(hint), stderr.includes("npm install")]).toEqual([2, true, false]);
  }
});
