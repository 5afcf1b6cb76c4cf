import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import type { JsonObject, StreamPlan } from "@airdock/core";
import { describe, expect } from "vitest";
import type { PostgresCache } from "../src/index.ts";
import { inDatabase } from "./in-database.ts";

const merged = planStream("users", { mode: "merge", primaryKey: [["id"]] });
const modes = [{ mode: "append" }, { mode: "merge", primaryKey: [["id"]] }, { mode: "replace" }] as const;
const ada = { id: 1, name: "Ada" };
const bob = { id: 2, name: null };

const raise = `create function shop.guard() returns trigger language plpgsql
  as 'begin raise exception ''not today''; end'`;

/** What a user adds, and what the error names. */
const additions = [
  { sql: "alter table shop.users alter name set not null", names: /NOT NULL of column name of table shop\.users/ },
  { sql: "alter table shop.users add constraint few check (id < 2)", names: /check few of table shop\.users/ },
  {
    sql:
      "create table shop.teams (id bigint primary key); insert into shop.teams values (1); " +
      "alter table shop.users add constraint team foreign key (id) references shop.teams",
    names: /foreign key team of table shop\.users/,
  },
  {
    sql: "alter table shop.users add constraint apart exclude ((true) with =)",
    names: /exclusion constraint apart of table shop\.users/,
  },
  {
    sql: "create unique index one_row on shop.users ((1))",
    names: /unique index one_row of table shop\.users/,
  },
  {
    sql: `${raise}; create trigger guard before insert on shop.users for each row when (new.id = 2) execute function shop.guard()`,
    names: /function shop\.guard\(\) of a trigger: not today/,
  },
  {
    sql: "alter table shop.users add constraint later check (id < 2) not valid",
    names: /check later of table shop\.users/,
  },
];

describe("what a user adds to a table, and what it refuses", () => {
  inDatabase.for(additions.flatMap(({ sql, names }) => modes.map((plan) => ({ sql, names, plan, mode: plan.mode }))))(
    "$mode: $sql",
    async ({ sql, names, plan }, { cache }) => {
      const users = planStream("users", plan);
      await load(cache, users, [ada]);
      await cache.query(sql, { write: true });
      const refused = load(cache, users, [ada, bob]);
      await expect(refused).rejects.toMatchObject({
        code: "TABLE_CONSTRAINED",
        message: expect.stringMatching(names),
        hint: expect.stringMatching(/\w/),
        retryable: false,
      });
      expect((await readRows(cache, "users")).map(({ id }) => id)).toEqual([1]);
    },
  );

  inDatabase("rules are named where they do not go with a merge", async ({ cache }) => {
    await load(cache, merged, [ada]);
    const rule = "create rule twice as on insert to shop.users do also insert into public.log values (new.id)";
    await cache.query(`create table public.log (id bigint); ${rule}`, { write: true });
    await expect(load(cache, merged, [bob])).rejects.toMatchObject({
      code: "TABLE_CONSTRAINED",
      message: expect.stringMatching(/rule/),
    });
  });
});

describe("foreign keys that lead to a table", () => {
  const referring = (more: string = ""): string =>
    `create table public.orders (item bigint constraint of_user references shop.users (id) ${more}); insert into public.orders values (1)`;

  inDatabase("a key that is referred to stays while the stream is merged", async ({ cache }) => {
    await load(cache, merged, [ada]);
    await cache.query(referring(), { write: true });
    await load(cache, merged, [{ ...ada, name: "Ada L." }, bob]);
    expect(await readRows(cache, "users")).toHaveLength(2);
  });

  inDatabase.for([planStream("users", { mode: "replace" }), planStream("users", { mode: "append" })])(
    "$mode: a key that is referred to cannot go, and what refers to it is named",
    async (plan, { cache }) => {
      await load(cache, merged, [ada]);
      await cache.query(referring(), { write: true });
      await expect(load(cache, plan, [ada])).rejects.toMatchObject({
        code: "TABLE_CONSTRAINED",
        message: expect.stringMatching(/constraint of_user on table orders/),
      });
      expect(await readRows(cache, "users")).toHaveLength(1);
    },
  );

  inDatabase("a replace does not pass deletions on to another table", async ({ cache }) => {
    const replaced = planStream("users", { mode: "replace" });
    await load(cache, replaced, [ada]);
    await cache.query("create unique index own on shop.users (id)", { write: true });
    await cache.query(referring("on delete cascade"), { write: true });
    await expect(load(cache, replaced, [ada])).rejects.toMatchObject({
      code: "TABLE_CONSTRAINED",
      message: expect.stringMatching(/foreign key of_user of table orders/),
    });
    expect((await cache.query("select count(*) from public.orders")).rows).toEqual([[1]]);
  });
});

describe("a table that the user has partitioned", () => {
  const partition = `alter table shop.users rename to old; create table shop.users (like shop.old) partition by range (id);
    create table shop.part_1 partition of shop.users for values from (0) to (100);
    insert into shop.users select * from shop.old; drop table shop.old`;

  inDatabase.for(modes)("takes rows as before: $mode", async (plan, { cache }) => {
    const users = planStream("users", plan);
    await load(cache, users, [ada]);
    await cache.query(partition, { write: true });
    const wish = [
      { ...ada, name: "Ada L." },
      { id: 2, name: "Bob", more: 1 },
    ];
    const counts = await load(cache, users, wish);
    expect(counts).toMatchObject({ written: 2 });
    const rows = await readRows(cache, "users");
    expect(rows.map(({ name }) => name).sort()).toEqual([...(plan.mode === "append" ? ["Ada"] : []), "Ada L.", "Bob"]);
    const kind = "select relkind from pg_class where oid = 'shop.users'::regclass";
    expect((await cache.query(kind)).rows).toEqual([["p"]]);
    expect(await cache.query("select row_count from airdock.streams")).toMatchObject({ rows: [[rows.length]] });
  });

  inDatabase.for(modes)("that has no place for a row says so: $mode", async (plan, { cache }) => {
    const users = planStream("users", plan);
    await load(cache, users, [ada]);
    await cache.query(partition, { write: true });
    await expect(load(cache, users, [{ id: 100 }])).rejects.toMatchObject({
      code: "TABLE_CONSTRAINED",
      message: expect.stringMatching(/partitions of table shop\.users/),
    });
  });

  inDatabase("by what is not its key cannot be merged into, and says so", async ({ cache }) => {
    await load(cache, merged, [ada]);
    await cache.query(partition.replace("range (id)", "list (name)").replace(/for values from.*;/, "default;"), {
      write: true,
    });
    await expect(load(cache, merged, [bob])).rejects.toMatchObject({
      code: "TABLE_CONSTRAINED",
      message: expect.stringMatching(/partition/),
    });
  });
});

async function load(cache: PostgresCache, plan: StreamPlan, rows: readonly JsonObject[]): Promise<unknown> {
  const run = await beginStream(cache, plan).catch(async (error: unknown) => {
    await cache.query("delete from airdock.leases", { write: true });
    throw error;
  });
  try {
    await run.stage(rows);
    return await run.finalize({ complete: true });
  } finally {
    await run.finish();
  }
}
