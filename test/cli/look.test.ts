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
  expect((await runAirdock(folder, ["query", "delete from shop.users", ...from, "--write"])).status).toBe(0);
  expect(
    (await runAirdock(folder, ["query", "select count(*)::int n from shop.users", ...from, "--format", "json"])).stdout,
  ).toContain('"n":0');
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
