import type { JsonObject, JsonValue, StreamPlan } from "@airdock/core";
import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import { expect } from "vitest";
import type { PostgresCache } from "../src/index.ts";
import { inDatabase } from "./in-database.ts";

const text = { type: "string" };
const json = { type: "object" };
const zoned = { type: "string", format: "date-time" };
const local = { type: "string", format: "date-time", airbyte_type: "timestamp_without_timezone" };
const localTime = { type: "string", format: "time", airbyte_type: "time_without_timezone" };
const zonedTime = { type: "string", format: "time", airbyte_type: "time_with_timezone" };
const day = { type: "string", format: "date" };
const number = { type: "number" };
const integer = { type: "integer" };

inDatabase.for<[name: string, from: JsonObject, to: JsonObject, value: JsonValue, seen: JsonValue]>([
  ["integer → number", integer, number, 7, 7],
  ["integer beyond a double → number", integer, number, 9007199254740994, 9007199254740994],
  ["integer → string", integer, text, 7, "7"],
  ["whole number → string", number, text, 7, "7"],
  ["number with fraction → string", number, text, 0.1, "0.1"],
  ["large number → string", number, text, 1e20, "100000000000000000000"],
  ["huge number → string", number, text, 1.5e300, "1.5e+300"],
  ["small number → string", number, text, 1e-7, "1e-7"],
  ["boolean → string", { type: "boolean" }, text, true, "true"],
  ["date → string", day, text, "2024-02-29", "2024-02-29"],
  ["date → timestamp", day, zoned, "2024-02-29", "2024-02-29T00:00:00.000000Z"],
  ["timestamp → string", zoned, text, "2024-02-29T12:00:00.5+02:00", "2024-02-29T10:00:00.500000Z"],
  ["timestamp without zone → string", local, text, "2024-02-29T12:00:00", "2024-02-29T12:00:00.000000"],
  ["timestamp without zone → with zone", local, zoned, "2024-02-29T12:00:00", "2024-02-29T12:00:00.000000Z"],
  ["time → string", localTime, text, "12:00:01.25", "12:00:01.250000"],
  ["time with zone → string", zonedTime, text, "12:00:01+05:30", "12:00:01.000000+05:30"],
  ["time in UTC → string", zonedTime, text, "12:00:01Z", "12:00:01.000000Z"],
  ["integer → JSON", integer, json, 7, 7],
  ["number → JSON", number, json, 0.5, 0.5],
  ["boolean → JSON", { type: "boolean" }, json, false, false],
  ["string → JSON", text, json, "7", "7"],
  ["timestamp → JSON", zoned, json, "2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000000Z"],
])("%s keeps the value", async ([_name, from, to, value, seen], { cache }) => {
  await sync(cache, planOf(from), [{ value }]);
  await sync(cache, planOf(to), []);
  expect(await readRows(cache, "things")).toEqual([{ value: seen }]);
});

inDatabase("a type that cannot be widened stays, and what does not fit is declared", async ({ cache }) => {
  await sync(cache, planOf(text), [{ value: "Ada" }]);
  await sync(cache, planOf(integer), [{ value: 7 }]);
  expect(await readRows(cache, "things")).toEqual([{ value: "Ada" }, { value: "7" }]);
  await sync(cache, planOf(integer, "others"), [{ value: 7 }]);
  await sync(cache, { ...planOf(text, "others"), onTypeChange: "null" }, [{ value: "Ada" }, { value: "8" }]);
  expect(await readRows(cache, "others")).toEqual([{ value: 7 }, { value: null }, { value: 8 }]);
});

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

inDatabase("a changed type stops the run when that is the wish", async ({ cache }) => {
  await sync(cache, planOf(integer), [{ value: 7 }]);
  await expect(sync(cache, { ...planOf(text), onTypeChange: "stop" }, [])).rejects.toMatchObject({
    code: "SCHEMA_CHANGED",
  });
});

inDatabase("a property that goes keeps its column, and one that comes gets one", async ({ cache }) => {
  const both = { type: "object", properties: { a: text, b: text } };
  await sync(cache, { ...planOf(text), jsonSchema: { type: "object", properties: { a: text } } }, [{ a: "1" }]);
  await sync(cache, { ...planOf(text), jsonSchema: both }, [{ a: "2", b: "2" }]);
  await sync(cache, { ...planOf(text), jsonSchema: { type: "object", properties: { b: text } } }, [{ b: "3" }]);
  expect(await readRows(cache, "things")).toEqual([
    { a: "1", b: null },
    { a: "2", b: "2" },
    { a: null, b: "3" },
  ]);
});

inDatabase("a table that is replaced takes the new type at the swap", async ({ cache }) => {
  await sync(cache, { ...planOf(text), mode: "replace" }, [{ value: "Ada" }]);
  const run = await beginStream(cache, { ...planOf(integer), mode: "replace" });
  expect(await readRows(cache, "things")).toEqual([{ value: "Ada" }]);
  await run.stage([{ value: 7 }]);
  await run.finalize({ complete: true });
  await run.finish();
  expect(await readRows(cache, "things")).toEqual([{ value: 7 }]);
});

inDatabase("a column of the user's own is no obstacle", async ({ cache }) => {
  await sync(cache, planOf(integer), [{ value: 7 }]);
  await cache.query("alter table shop.things add column note text default 'mine'", { write: true });
  await sync(cache, { ...planOf(integer), jsonSchema: { properties: { value: integer, note: text } } }, [
    { value: 8, note: "x" },
  ]);
  const { rows } = await cache.query("select value, note from shop.things order by value");
  expect(rows).toEqual([
    [7, "mine"],
    [8, "mine"],
  ]);
});

function planOf(value: JsonObject, name: string = "things"): StreamPlan {
  return planStream(name, { jsonSchema: { type: "object", properties: { value } } });
}

async function sync(cache: PostgresCache, plan: StreamPlan, rows: readonly JsonObject[]): Promise<void> {
  const run = await beginStream(cache, plan, { start: { staleAfter: -1 } });
  if (rows.length > 0) await run.stage(rows);
  await run.finalize({ complete: true });
  await run.finish();
}
