import { expect, test } from "vitest";
import { flatTemplates, schemaTemplates, tableName, type TableTemplates } from "./table-name.ts";

const unbounded = { identifierBytes: 0 };
const called = (name: string, namespace?: string, connection = "shop") => ({
  connection,
  stream: { name, ...(namespace === undefined ? {} : { namespace }) },
});
const name = (named: ReturnType<typeof called>, templates: TableTemplates = schemaTemplates) =>
  tableName(named, templates, [], unbounded);

test("a table stands in the schema of its connection, with the namespace before the stream", () => {
  expect(name(called("users"))).toEqual({ schema: "shop", name: "users" });
  expect(name(called("users", "public"))).toEqual({ schema: "shop", name: "public_users" });
  expect(name(called("gr--en 2", "1st"))).toEqual({ schema: "shop", name: "_1st_gr__en_2" });
});

test("without schemas the connection comes first", () => {
  expect(name(called("1 user"), flatTemplates)).toEqual({ name: "shop_1_user" });
  expect(name(called("users", "public"), flatTemplates)).toEqual({ name: "shop_public_users" });
});

test("a template can mirror a database, or put everything in one schema", () => {
  const mirror = { schema: "{namespace}", table: "{stream}" };
  expect(name(called("users", "sales"), mirror)).toEqual({ schema: "sales", name: "users" });
  expect(name(called("users"), mirror)).toEqual({ schema: "shop", name: "users" });
  expect(name(called("users"), { schema: "main", table: "{stream}" })).toEqual({ schema: "main", name: "users" });
});

test("schemas that are not for streams get a hash", () => {
  for (const connection of ["airdock", "Airdock", "main", "Public", "information_schema"]) {
    expect(name(called("users", undefined, connection)).schema).toMatch(new RegExp(`^${connection}_[0-9a-f]{8}$`));
  }
  expect(name(called("users"), { schema: "airdock", table: "{stream}" }).schema).toMatch(/^airdock_[0-9a-f]{8}$/);
});

test("a table that is taken, in any case, gets a hash of the stream and its connection", () => {
  const taken = [{ schema: "shop", name: "Users" }];
  const first = tableName(called("users"), schemaTemplates, taken, unbounded).name;
  expect(first).toMatch(/^users_[0-9a-f]{8}$/);
  const flat = { schema: "main", table: "{stream}" };
  const others = ["a", "b"].map((connection) => {
    return tableName(called("users", undefined, connection), flat, [{ schema: "main", name: "users" }], unbounded).name;
  });
  expect(new Set([first, ...others]).size).toBe(3);
  expect(tableName(called("users"), schemaTemplates, [{ schema: "other", name: "users" }], unbounded).name).toBe(
    "users",
  );
});

test("names that begin like those of the bookkeeping or the database get an underscore", () => {
  expect(name(called("x", undefined, "airdock"), flatTemplates)).toEqual({ name: "__airdock_x" });
  expect(name(called("master", undefined, "SQLite"), flatTemplates)).toEqual({ name: "_SQLite_master" });
  expect(name(called("_airdock_x"))).toEqual({ schema: "shop", name: "__airdock_x" });
  expect(name(called("x", undefined, "pg_catalog"))).toEqual({ schema: "_pg_catalog", name: "x" });
});

test("a template with an unknown word is refused", () => {
  expect(() => name(called("users"), { table: "{table}" })).toThrow(expect.objectContaining({ code: "NAME_INVALID" }));
  expect(() => name(called("users"), { table: "{toString}" })).toThrow(
    expect.objectContaining({ code: "NAME_INVALID" }),
  );
});
