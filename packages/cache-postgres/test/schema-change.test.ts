import type { JsonObject, StreamPlan } from "@airdock/core";
import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import { expect } from "vitest";
import type { PostgresCache } from "../src/index.ts";
import { inDatabase } from "./in-database.ts";

const json = { type: "object" };
const integer = { type: "integer" };

inDatabase("a column on which something of the user's hangs keeps its type, and no row is lost", async ({ cache }) => {
  const objects = {
    check: "alter table shop.things add check (value > 0)",
    index: "create index on shop.things (value) where value > 5",
    view: "create view shop.seen as select value from shop.things",
    default: "alter table shop.things alter column value set default 7",
  };
  for (const [name, object] of Object.entries(objects)) {
    await cache.query("drop table if exists shop.things cascade", { write: true });
    await sync(cache, planOf(integer), [{ value: 7 }]);
    await cache.query(object, { write: true });
    await sync(cache, planOf(json), [{ value: 8 }, { value: { nested: true } }]);
    const rows = await readRows(cache, "things");
    expect([name, rows[0], rows[1]]).toEqual([name, { value: 7 }, { value: 8 }]);
    expect([null, { nested: true }]).toContainEqual(rows[2]?.["value"]);
  }
});

inDatabase("a type of the user's is no table of ours", async ({ cache }) => {
  await cache.query("create schema shop", { write: true });
  await cache.query("create type shop.things as enum ('a')", { write: true });
  await expect(sync(cache, planOf(integer), [])).rejects.toMatchObject({ code: "TABLE_NOT_OURS" });
});

function planOf(value: JsonObject): StreamPlan {
  return planStream("things", { jsonSchema: { type: "object", properties: { value } } });
}

async function sync(cache: PostgresCache, plan: StreamPlan, rows: readonly JsonObject[]): Promise<void> {
  const run = await beginStream(cache, plan, { start: { staleAfter: -1 } });
  if (rows.length > 0) await run.stage(rows);
  await run.finalize({ complete: true });
  await run.finish();
}
