import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freshDatabase } from "@airdock-test/postgres-server";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const sync = ["sync", "sample:shop", "--streams", "users", "--set", "users=10", "--json"];

inFolder(
  "a PostgreSQL database by env:NAME, by its URL, and by the project's file",
  { timeout: 180_000 },
  async ({ folder }) => {
    const url = await freshDatabase(folder);
    const env = { WAREHOUSE: url };
    const first = await runAirdock(folder, [...sync, "--name", "shop", "--to", "env:WAREHOUSE"], { env });
    expect(first.status, first.stderr).toBe(0);
    const { host, pathname } = new URL(url);
    expect(JSON.parse(first.stdout)).toMatchObject({
      cache: `postgres://${host}${pathname}`,
      streams: [{ table: "shop.users", written: 10 }],
    });
    const again = await runAirdock(folder, [
      ...sync,
      "--name",
      "again",
      "--to",
      `${url}?schema=raw&table={connection}_{stream}`,
    ]);
    expect(again.status, again.stderr).toBe(0);
    expect(again.stderr).toMatch(/read a password on the command line/);
    const counted = await runAirdock(folder, [
      "query",
      "select count(*) from raw.again_users",
      "--from",
      url,
      "--format",
      "json",
    ]);
    expect(JSON.parse(counted.stdout)).toEqual([{ count: 10 }]);
    await writeFile(join(folder, "airdock.config.json"), JSON.stringify({ cache: "env:WAREHOUSE", connections: {} }));
    const tables = await runAirdock(folder, ["tables"], { env });
    expect(tables.stdout).toMatch(/shop\.users[^]*raw\.again_users|raw\.again_users[^]*shop\.users/);
    const secret = new URL(url).password;
    for (const run of [first, again, counted, tables]) {
      for (const word of [secret, decodeURIComponent(secret)]) expect(run.stdout + run.stderr).not.toContain(word);
    }
  },
);

inFolder("a database that does not answer: exit 5, in words", async ({ folder }) => {
  const run = await runAirdock(folder, [...sync, "--to", "postgres://nobody:hush@127.0.0.1:1/none"]);
  expect(run.status).toBe(5);
  expect(run.stderr + run.stdout).toMatch(/could not be reached/);
  expect(run.stderr + run.stdout).not.toContain("hush");
});
