import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { isAirdockError, type TableName } from "@airdock/core";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { expectCode } from "../expect-code.ts";
import { inspect, quoteName, quoteTable } from "../inspect-database.ts";
import { datasetOf, expectData, readField } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";

const injection = `x"'; drop table users; --\\`;
const stream = (name: string, namespace?: string) =>
  defineStream(name, { properties: { id: "integer" }, ...(namespace === undefined ? {} : { namespace }) });

/** How the tables of streams are called, and whose they are. */
export const tableNameCases: readonly CacheCase[] = defineCases("table name", {
  "a table bears the name of its stream, with the namespace before it": async (context) => {
    await expectTable(context, stream("users"), "users");
    await expectTable(context, stream("users", "eu"), "eu_users");
    await expectTable(context, stream("Größe in m", "1st"), "_1st_Größe_in_m");
  },

  "streams whose names would be equal have tables of their own": async (context) => {
    const streams = [
      stream("a_b"),
      stream("b", "a"),
      stream("A_B"),
      stream("a b"),
      stream("b", ""),
      stream("b"),
      stream("_b"),
    ];
    await expectApart(
      context,
      streams.map((plan) => ({ plan, connection: "shop" })),
    );
  },

  "so have streams of the same name in two connections": async (context) => {
    await expectApart(
      context,
      ["shop", "Shop", "sh op", "sh_op", "shop2"].map((connection) => ({ plan: stream("users"), connection })),
    );
  },

  "so has the stream that a flat name would mix up": async (context) => {
    await expectApart(context, [
      { plan: stream("b_c"), connection: "a" },
      { plan: stream("c"), connection: "a_b" },
      { plan: stream("c", "b"), connection: "a" },
    ]);
  },

  "connections may be called like anything": async (context) => {
    const connections = [
      "main",
      "airdock",
      "public",
      "pg_catalog",
      "information_schema",
      "temp",
      "sqlite",
      "1st",
      "it's",
      'a"b',
      "größe",
      "select",
      injection,
    ];
    await expectApart(
      context,
      connections.map((connection) => ({ plan: stream("users"), connection })),
    );
  },

  "so may streams": async (context) => {
    const names = [
      "select",
      "table",
      "connections",
      "states",
      "sqlite_master",
      "_airdock_unfinished",
      "airdock_runs",
      "1st",
      "it's",
      'a"b',
      "名前",
      " ",
      "constructor",
      "__proto__",
      "",
      "_",
      injection,
    ];
    await expectApart(
      context,
      names.map((name) => ({ plan: stream(name), connection: "shop" })),
    );
  },

  "a name that the database cannot keep is refused, and never taken for another": async (context) => {
    const plans = ["a\ud800", "a\ud801", "a\u0000"].map((name) => stream(name, name));
    for (const [index, plan] of plans.entries()) {
      const run = await context.startRun();
      const writers = await run.begin({ streams: [plan], refresh: [] }).then(
        () => true,
        (error: unknown) => {
          strictEqual(isAirdockError(error) ? error.code : error, "NAME_INVALID");
          return false;
        },
      );
      await run.finish({ outcome: writers ? "ok" : "failed", streams: [] });
      if (writers) await context.load(plan, [{ id: index }]);
      if (writers) await expectData(context, plan, [{ id: index }]);
    }
  },

  "and so may streams that are merged and replaced": async (context) => {
    for (const mode of ["merge", "replace"] as const) {
      const plan = defineStream(injection, {
        namespace: mode,
        mode,
        key: [injection],
        properties: { [injection]: "string", 'id"': "integer" },
      });
      await context.load(plan, [{ [injection]: injection, 'id"': 1 }]);
      await context.load(plan, [{ [injection]: injection, 'id"': 2, 'more"': 3 }]);
      deepStrictEqual(await readField(context, plan, 'id"'), [2]);
      deepStrictEqual(await readField(context, plan, injection), [injection]);
    }
  },

  "a table keeps its name, run after run": async (context) => {
    const tables: TableName[] = [];
    for (let round = 0; round < 2; round += 1) {
      for (const plan of [stream("a b"), stream("a_b")]) {
        await context.load(plan, [{ id: round }]);
        tables.push(await datasetOf(await context.open(), plan).table());
      }
    }
    deepStrictEqual(tables.slice(0, 2), tables.slice(2));
    const run = await context.begin([stream("a b")]);
    deepStrictEqual({ ...run.writer(stream("a b")).table }, { ...tables[0] });
  },

  "a table that took the place of ours is left alone": needing(
    ({ sql }) => sql,
    async (context) => {
      const plan = defineStream("users", { properties: { id: "integer" }, key: ["id"] });
      await context.load(plan, [{ id: 1 }]);
      const table = quoteTable(await datasetOf(await context.open(), plan).table());
      await inspect(context, `drop table ${table}`);
      await inspect(context, `create table ${table} (${quoteName("id")} integer)`);
      await inspect(context, `insert into ${table} values (42)`);
      for (const mode of ["append", "merge", "replace"] as const) {
        const run = await context.startRun();
        await expectCode("TABLE_NOT_OURS", () => run.begin({ streams: [{ ...plan, mode }], refresh: [] }));
        await run.finish({ outcome: "failed", streams: [] });
      }
      deepStrictEqual(
        (await inspect(context, `select * from ${table}`)).map((row) => Object.values(row).map(Number)),
        [[42]],
      );
    },
  ),

  "a view that took the place of our table is left alone, and so is what it shows": needing(
    ({ sql }) => sql,
    async (context) => {
      const plan = defineStream("users", { properties: { id: "integer" }, key: ["id"] });
      await context.load(plan, [{ id: 1 }]);
      const table = await datasetOf(await context.open(), plan).table();
      const theirs = quoteTable({ ...table, name: "users_of_mine" });
      await inspect(context, `create table ${theirs} as select * from ${quoteTable(table)}`);
      await inspect(context, `drop table ${quoteTable(table)}`);
      await inspect(context, `create view ${quoteTable(table)} as select * from ${theirs}`);
      for (const mode of ["append", "merge", "replace"] as const) {
        const run = await context.startRun();
        await expectCode("TABLE_NOT_OURS", () => run.begin({ streams: [{ ...plan, mode }], refresh: [] }));
        await run.finish({ outcome: "failed", streams: [] });
      }
      const rows = await inspect(context, `select id from ${theirs}`);
      deepStrictEqual(
        rows.map(({ id }) => Number(id)),
        [1],
      );
    },
  ),

  "a table that is not ours is left alone": needing(
    ({ sql }) => sql,
    async (context) => {
      await context.load(stream("orders"), [{ id: 1 }]);
      const table = await datasetOf(await context.open(), stream("orders")).table();
      const theirs = quoteTable({ ...table, name: table.name.replace("orders", "users") });
      await inspect(context, `create table ${theirs} (${quoteName("id")} integer)`);
      await inspect(context, `insert into ${theirs} values (42)`);
      for (const mode of ["append", "merge", "replace"] as const) {
        const plan = defineStream("users", { properties: { id: "integer" }, mode, key: ["id"] });
        const run = await context.startRun();
        await expectCode("TABLE_NOT_OURS", () => run.begin({ streams: [plan], refresh: [] }));
        await run.finish({ outcome: "failed", streams: [] });
      }
      deepStrictEqual(
        (await inspect(context, `select * from ${theirs}`)).map((row) =>
          Object.entries(row).map(([name, value]) => [name, Number(value)]),
        ),
        [[["id", 42]]],
      );
      await inspect(context, `drop table ${theirs}`);
      await context.load(stream("users"), [{ id: 1 }]);
      await expectData(context, stream("users"), [{ id: 1 }]);
    },
  ),
});

async function expectTable(context: CaseContext, plan: ReturnType<typeof stream>, name: string): Promise<void> {
  await context.load(plan, [{ id: 1 }]);
  const table = await datasetOf(await context.open(), plan).table();
  deepStrictEqual(
    { ...table },
    context.supports.schemas ? { schema: "shop", name } : { name: `shop_${name.replace(/^_(?=\d)/, "")}` },
  );
}

/** Loads a row of its own into each stream, twice over, and fails unless each has its own rows afterwards. */
async function expectApart(
  context: CaseContext,
  streams: readonly { readonly plan: ReturnType<typeof stream>; readonly connection: string }[],
): Promise<void> {
  for (const round of [0, 100]) {
    for (const [index, { plan, connection }] of streams.entries())
      await context.load(plan, [{ id: round + index }], { start: { connection } });
  }
  for (const [index, { plan, connection }] of streams.entries()) {
    await expectData(context, plan, [{ id: index }, { id: 100 + index }], connection);
  }
}
