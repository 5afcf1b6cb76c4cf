import type { StoredConnection } from "@airdock/core";
import { expect, test } from "vitest";
import { qualifyNames } from "./qualify-names.ts";

function connection(name: string, streams: readonly string[], isFlat = false): StoredConnection {
  const stored = streams.map((stream) => ({
    stream: { name: stream },
    table: isFlat ? { name: `${name}_${stream}` } : { schema: name, name: stream },
  }));
  return { name, connector: "c", configHash: "h", streams: stored as unknown as StoredConnection["streams"] };
}

const shop = connection("shop", ["users", "orders"]);

test.each([
  ["select * from users", 'select * from "shop"."users"'],
  ["SELECT u.id FROM users u, orders AS o", 'SELECT u.id FROM "shop"."users" u, "shop"."orders" AS o'],
  ['select * from "users" join orders using (id)', 'select * from "shop"."users" join "shop"."orders" using (id)'],
  ["select users from shop.users", "select users from shop.users"],
  ["select 'from users' -- from users\n from users", 'select \'from users\' -- from users\n from "shop"."users"'],
  [
    "with users as (select 1) select * from users, orders",
    'with users as (select 1) select * from users, "shop"."orders"',
  ],
  ["select (select count(*) from users) from other", 'select (select count(*) from "shop"."users") from other'],
  ["select * from users(1)", "select * from users(1)"],
  ["delete from users where id in (1, 2)", 'delete from "shop"."users" where id in (1, 2)'],
  ["update users set id = 1", 'update "shop"."users" set id = 1'],
  ["describe users", 'describe "shop"."users"'],
])("%s", (sql, qualified) => {
  expect(qualifyNames(sql, [shop])).toEqual({ sql: qualified, ambiguous: [] });
});

test("without schemas a stream's name stays the table's name in the statement", () => {
  const flat = connection("shop", ["users"], true);
  expect(qualifyNames("select users.id from users where id = 1", [flat]).sql).toBe(
    'select users.id from "shop_users" AS "users" where id = 1',
  );
  expect(qualifyNames("select u.id from users u", [flat]).sql).toBe('select u.id from "shop_users" u');
});

test("a name of several connections is ambiguous", () => {
  expect(qualifyNames("select * from users", [shop, connection("small", ["users"])]).ambiguous).toEqual([
    { name: "users", tables: ['"shop"."users"', '"small"."users"'] },
  ]);
});
