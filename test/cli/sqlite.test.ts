import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const sync = ["sync", "sample:shop", "--streams", "users", "--set", "users=10", "--json"];

inFolder(
  "a SQLite file by its URL, by env:NAME, and by the project's file",
  { timeout: 180_000 },
  async ({ folder }) => {
    const first = await runAirdock(folder, [...sync, "--name", "shop", "--to", "sqlite:./data.sqlite"]);
    expect(first.status, first.stderr).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({
      cache: "sqlite:./data.sqlite",
      streams: [{ table: "shop_users", written: 10 }],
    });
    const env = { FILE: "sqlite:./data.sqlite?table={stream}_of_{connection}" };
    const again = await runAirdock(folder, [...sync, "--name", "again", "--to", "env:FILE"], { env });
    expect(again.status, again.stderr).toBe(0);
    const query = "select count(*) as n from users_of_again";
    const counted = await runAirdock(folder, ["query", query, "--from", "sqlite:./data.sqlite", "--format", "json"]);
    expect(JSON.parse(counted.stdout)).toEqual([{ n: 10 }]);
    await writeFile(join(folder, "airdock.config.json"), JSON.stringify({ cache: "env:FILE", connections: {} }));
    const tables = await runAirdock(folder, ["tables"], { env });
    expect(tables.stdout).toMatch(/shop_users[^]*users_of_again|users_of_again[^]*shop_users/);
    const runs = await runAirdock(folder, ["runs"], { env });
    expect(runs.stdout).toMatch(/again[^]*shop/);
  },
);

inFolder("what is no database for SQLite is told in words: exit 5", async ({ folder }) => {
  await mkdir(join(folder, "folder.sqlite"));
  await writeFile(join(folder, "letter.sqlite"), "Dear reader, ".repeat(100));
  const onFolder = await runAirdock(folder, [...sync, "--to", "sqlite:./folder.sqlite"]);
  expect(onFolder.status).toBe(5);
  expect(onFolder.stderr + onFolder.stdout).toMatch(/is a folder/);
  const onLetter = await runAirdock(folder, [...sync, "--to", "sqlite:./letter.sqlite"]);
  expect(onLetter.status).toBe(5);
  expect(onLetter.stderr + onLetter.stdout).toMatch(/no SQLite database/);
});
