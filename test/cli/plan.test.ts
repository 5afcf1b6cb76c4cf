import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

inFolder("a plan says what a sync would do, and touches nothing", async ({ folder }) => {
  for (const to of ["duckdb:./new.duckdb", "sqlite:./new.sqlite"]) {
    const { status, stdout } = await runAirdock(folder, ["sync", "sample:shop", "--to", to, "--plan"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/users +\S+ +merge by id +what is new +\d+ columns of a new table +0/);
  }
  expect(await readdir(folder)).toEqual([]);
});

inFolder("a changed key is planned, refused with the number of rows, and done with consent", async ({ folder }) => {
  const sync = ["sync", "sample:shop", "--to", "sqlite:./shop.sqlite", "--streams", "users,products", "--json"];
  await runAirdock(folder, sync);
  const changed = [...sync, "--stream-option", "users.key=language"];
  const file = join(folder, "shop.sqlite");
  const before = await digest(file);
  const plan = await runAirdock(folder, [...changed, "--plan"]);
  expect(await digest(file)).toBe(before);
  const { streams } = JSON.parse(plan.stdout) as { streams: { name: string; rows: number; rowsDeleted: number }[] };
  const users = streams.find(({ name }) => name === "users");
  expect(users).toMatchObject({ outcome: "refused", reason: "change", error: { code: "CHANGE_NOT_ACCEPTED" } });
  const refused = await runAirdock(folder, changed);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain(`would lose ${users?.rowsDeleted} of its ${users?.rows} stored rows`);
  expect(refused.stderr).toContain("--accept-change");
  expect(JSON.parse(refused.stdout)).toMatchObject({
    outcome: "partial",
    streams: [
      { name: "products", outcome: "ok" },
      { name: "users", outcome: "failed" },
    ],
  });
  expect(await countUsers(folder)).toBe(users?.rows);
  expect((await runAirdock(folder, [...changed, "--accept-change"])).status).toBe(0);
  expect(await countUsers(folder)).toBe((users?.rows ?? 0) - (users?.rowsDeleted ?? 0));
});

async function digest(file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
}

async function countUsers(folder: string): Promise<number> {
  const sql = "select count(*) as n from shop_users";
  const { stdout } = await runAirdock(folder, ["query", sql, "--from", "sqlite:./shop.sqlite", "--format", "ndjson"]);
  return (JSON.parse(stdout) as { n: number }).n;
}
