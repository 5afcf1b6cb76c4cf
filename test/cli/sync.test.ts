import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connectorPath } from "@airdock-test/connectors";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const CACHE = "duckdb:./data.duckdb";
const small = ["--set", "users=20", "--set", "products=5", "--set", "purchases=30", "--to", CACHE];

inFolder("a sync keeps the sample in typed tables, and a second one finds nothing new", async ({ folder }) => {
  const first = await runAirdock(folder, ["sync", "sample:shop", ...small, "--json"]);
  expect(first.status).toBe(0);
  const report = JSON.parse(first.stdout);
  expect(report).toMatchObject({
    connection: "shop",
    source: "sample:shop",
    cache: CACHE,
    run: 1,
    outcome: "ok",
    rejected: [],
  });
  expect(
    report.streams.map(({ name, written, mode, table }: Record<string, unknown>) => ({ name, written, mode, table })),
  ).toEqual([
    { name: "users", written: 20, mode: "merge", table: "shop.users" },
    { name: "products", written: 5, mode: "merge", table: "shop.products" },
    { name: "purchases", written: 30, mode: "merge", table: "shop.purchases" },
  ]);
  const second = JSON.parse((await runAirdock(folder, ["sync", "sample:shop", ...small, "--json"])).stdout);
  expect(second.streams.map(({ written }: Record<string, unknown>) => written)).toEqual([0, 0, 0]);
  const { stdout } = await runAirdock(folder, [
    "query",
    "select count(*)::int as n, typeof(any_value(created_at)) as t from shop.users",
    "--from",
    CACHE,
    "--format",
    "json",
  ]);
  expect(JSON.parse(stdout)).toEqual([{ n: 20, t: "TIMESTAMP WITH TIME ZONE" }]);
});

inFolder("without --json the summary names tables, rows and the next step, on stderr", async ({ folder }) => {
  const { stdout, stderr } = await runAirdock(folder, ["sync", "sample:shop", ...small]);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/✔ shop is in duckdb:\.\/data\.duckdb/);
  expect(stderr).toMatch(/purchases +shop\.purchases +merge +30 +30/);
  expect(stderr).toContain("airdock query");
});

inFolder("the plain view says one line per change, and a slip in --set is pointed out", async ({ folder }) => {
  const { stderr } = await runAirdock(folder, ["sync", "sample:shop", ...small, "--set", "user=3"]);
  expect(stderr.split("\n").slice(0, 5)).toEqual([
    "! The source's spec has no user. Did you mean users?",
    `reading sample:shop into ${CACHE} (run 1)`,
    "users: started",
    expect.stringMatching(/^\w+: (started|complete, [\d,]+ rows stored)$/),
    expect.stringMatching(/^\w+: (started|complete, [\d,]+ rows stored)$/),
  ]);
  expect(stderr).toContain("purchases: complete, 30 rows stored\n");
  const again = await runAirdock(folder, ["sync", "sample:shop", ...small, "--set", "user=3"]);
  expect(again.stderr).toContain("nothing new since the last sync");
});

inFolder("what failed is told once, with the connector's log", async ({ folder }) => {
  const { stderr } = await runAirdock(folder, ["sync", connectorPath("stops-midway"), "--to", CACHE, "--name", "half"]);
  expect(stderr).toContain("the connector's log: .airdock/logs/half/1.ndjson");
  expect(stderr).toMatch(/^ {2}\S.* failed$/m);
  expect(stderr.match(/\[SYNC_PARTIAL\]/g)).toHaveLength(1);
});

inFolder("--events prints typed events as NDJSON", async ({ folder }) => {
  const { stdout } = await runAirdock(folder, ["sync", "sample:shop", ...small, "--events"]);
  const types = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).type);
  expect(types[0]).toBe("run-started");
  expect(types).toEqual(
    expect.arrayContaining(["stream-planned", "stream-status", "rows-finalized", "state-saved", "stream-finished"]),
  );
  expect(types.at(-1)).toBe("run-finished");
});

inFolder("the config comes from standard input, numbers exact", async ({ folder }) => {
  const script = { spec: {}, runs: [] };
  const config = `{"script": ${JSON.stringify(script)}, "big": 12345678901234567890}`;
  const { status, stderr } = await runAirdock(folder, ["check", connectorPath("scripted"), "--config", "-"], {
    input: config,
  });
  expect(stderr).toContain("can connect");
  expect(status).toBe(0);
});

inFolder("a failing check ends with 3 and the connector's own words", async ({ folder }) => {
  const { status, stderr } = await runAirdock(folder, ["check", connectorPath("check-fails")]);
  expect(status).toBe(3);
  expect(stderr).toContain("[CHECK_FAILED]");
});

inFolder("some failed streams end with 6, what was earned is kept", async ({ folder }) => {
  const { status, stdout } = await runAirdock(folder, ["sync", connectorPath("stops-midway"), "--to", CACHE, "--json"]);
  expect(status).toBe(6);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ outcome: "partial", error: { code: expect.any(String) } });
  expect(report.streams[0].written).toBeGreaterThan(0);
});

inFolder("--strict ends with 7 at the first line that cannot be kept", async ({ folder }) => {
  const { status, stderr } = await runAirdock(folder, [
    "sync",
    connectorPath("data-not-an-object"),
    "--to",
    CACHE,
    "--strict",
  ]);
  expect(status).toBe(7);
  expect(stderr).toContain("[STRICT_VIOLATED]");
});

inFolder("Ctrl-C ends with 130 after a clean checkpoint; the next sync completes it", async ({ folder }) => {
  const config = join(folder, "config.json");
  await writeFile(config, JSON.stringify({ records: 3000, records_per_state: 100, delay_ms: 20 }));
  const sync = [
    "sync",
    connectorPath("states-between-records"),
    "--config",
    config,
    "--to",
    CACHE,
    "--json",
    "--name",
    "slow",
  ];
  let stopped = false;
  const first = await runAirdock(folder, sync, {
    onStderr: (text, kill) => {
      if (stopped || !text.includes("started")) return;
      stopped = true;
      kill("SIGINT");
    },
  });
  expect(first.status).toBe(130);
  expect(JSON.parse(first.stdout)).toMatchObject({ error: { code: "INTERRUPTED" } });
  await writeFile(config, JSON.stringify({ records: 3000, records_per_state: 100 }));
  const second = await runAirdock(folder, [...sync, "--accept-change"]);
  expect(second.status).toBe(0);
  const streams: { table: string }[] = JSON.parse(second.stdout).streams;
  for (const { table } of streams) {
    const { stdout } = await runAirdock(folder, [
      "query",
      `select count(*)::int n, count(distinct id)::int d from ${table}`,
      "--from",
      CACHE,
      "--format",
      "json",
    ]);
    expect(JSON.parse(stdout)).toEqual([{ n: 3000, d: 3000 }]);
  }
});

inFolder("the connector's log of a run is kept, for the owner only", async ({ folder }) => {
  await runAirdock(folder, ["sync", connectorPath("prints-to-stderr"), "--to", CACHE, "--name", "noisy"]);
  const [file = ""] = await readdir(join(folder, ".airdock", "logs", "noisy"));
  expect(file).toBe("1.ndjson");
  expect(
    (await readFile(join(folder, ".airdock", "logs", "noisy", file), "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)).length,
  ).toBeGreaterThan(0);
});
