import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { createSqliteCache } from "../src/index.ts";

test.each(["UTF-16le", "UTF-16be"])("in a %s file text cursors compare as in any other", async (encoding) => {
  const folder = await mkdtemp(join(tmpdir(), "airdock-sqlite-"));
  const path = join(folder, "data.sqlite");
  const own = new Database(path);
  own.exec(`pragma encoding = '${encoding}'; create table mine (a)`);
  own.close();
  await using cache = createSqliteCache(path);
  await cache.open();
  const properties = { id: { type: "string" }, at: { type: "string" } };
  const jsonSchema = { type: "object", properties };
  const plan = planStream("users", { mode: "merge", primaryKey: [["id"]], cursor: ["at"], jsonSchema });
  for (const at of ["\u{1f600}", "\uffff"]) {
    const run = await beginStream(cache, plan);
    await run.stage([{ id: "x", at }]);
    await run.finalize({ complete: true });
    await run.finish();
  }
  expect(await readRows(cache, "users")).toEqual([{ id: "x", at: "\u{1f600}" }]);
  await cache.close();
  await rm(folder, { recursive: true });
});
