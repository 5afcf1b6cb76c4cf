import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import { Client } from "pg";
import { expect } from "vitest";
import { createPostgresCache } from "../src/index.ts";
import { inDatabase } from "./in-database.ts";

inDatabase("a role with nothing but schemas of its own can sync; one that may only read can read", async ({ url }) => {
  const { asRole, [Symbol.asyncDispose]: dispose, admin } = await makeRoles(url);
  await admin.query(`create schema airdock authorization "${asRole("writer").role}"`);
  await admin.query(`create schema shop authorization "${asRole("writer").role}"`);
  await using writer = createPostgresCache(asRole("writer").url);
  await writer.open();
  const run = await beginStream(writer, planStream("users", { mode: "merge", primaryKey: [["id"]] }));
  await run.stage([{ id: 1, name: "Ada" }]);
  await run.finalize({ complete: true });
  await run.finish();
  const { role: reader } = asRole("reader");
  await admin.query(`grant usage on schema airdock, shop to "${reader}"`);
  await admin.query(`grant select on all tables in schema airdock, shop to "${reader}"`);
  await using reading = createPostgresCache(asRole("reader").url);
  await reading.open({ access: "read" });
  expect(await readRows(reading, "users")).toEqual([{ id: 1, name: "Ada" }]);
  await expect(beginStream(reading, planStream("users"))).rejects.toMatchObject({
    code: "CACHE_UNAVAILABLE",
    cause: { message: "permission denied for table meta" },
    retryable: false,
  });
  await writer.close();
  await reading.close();
  await dispose();
});

inDatabase("row-level security that keeps rows out is named", async ({ url }) => {
  const { asRole, [Symbol.asyncDispose]: dispose, admin } = await makeRoles(url);
  await admin.query(`grant create on database "${new URL(url).pathname.slice(1)}" to "${asRole("writer").role}"`);
  await using cache = createPostgresCache(asRole("writer").url);
  await cache.open();
  for (const [index, plan] of [
    planStream("one"),
    planStream("two", { mode: "merge", primaryKey: [["id"]] }),
  ].entries()) {
    const run = await beginStream(cache, plan);
    await run.stage([{ id: 1 }]);
    await run.finalize();
    const table = `shop.${plan.stream.name}`;
    await admin.query(`alter table ${table} enable row level security, force row level security`);
    await run.stage([{ id: 2 }]);
    await expect(run.finalize()).rejects.toMatchObject({
      code: "TABLE_CONSTRAINED",
      message: expect.stringContaining("row-level security"),
    });
    await run.finish();
    const { rows } = await admin.query(`select id from ${table}`);
    expect(rows, String(index)).toEqual([{ id: "1" }]);
  }
  await cache.close();
  await dispose();
});

inDatabase("a role that may not make schemas is told so", async ({ url }) => {
  const { asRole, [Symbol.asyncDispose]: dispose } = await makeRoles(url);
  await using cache = createPostgresCache(asRole("writer").url);
  const error = await cache.open().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "CACHE_UNAVAILABLE", hint: expect.stringContaining("Grant") });
  expect(error).toMatchObject({ cause: { message: expect.stringContaining("permission denied for database") } });
  await cache.close();
  await dispose();
});

inDatabase("settings of a role or a database change nothing", async ({ url }) => {
  const { asRole, [Symbol.asyncDispose]: dispose, admin } = await makeRoles(url);
  const { role } = asRole("writer");
  await admin.query(`grant create on database "${new URL(url).pathname.slice(1)}" to "${role}"`);
  await admin.query(`create schema trap; create function trap.lower(text) returns text language sql as 'select null::text';
    grant usage on schema trap to public`);
  for (const setting of [
    "timezone = 'Asia/Kathmandu'",
    "datestyle = 'SQL, DMY'",
    "intervalstyle = 'sql_standard'",
    "extra_float_digits = -3",
    "standard_conforming_strings = off",
    "default_transaction_isolation = 'serializable'",
    "default_transaction_read_only = on",
    "statement_timeout = '2s'",
    "search_path = 'trap', 'pg_catalog'",
    "client_encoding = 'LATIN1'",
  ])
    await admin.query(`alter role "${role}" set ${setting}`);
  const plan = planStream("users", {
    jsonSchema: {
      properties: {
        id: { type: "integer" },
        at: { type: "string", format: "date-time" },
        day: { type: "string", format: "date" },
        name: { type: "string" },
      },
    },
  });
  const row = { id: 1, at: "2024-02-03T04:05:06.000007Z", day: "2024-02-03", name: "Zoë \\ ' 雪" };
  await using strange = createPostgresCache(asRole("writer").url);
  await strange.open();
  const run = await beginStream(strange, plan);
  await run.stage([row]);
  await run.finalize();
  await run.finish();
  expect(await readRows(strange, "users")).toEqual([row]);
  expect((await strange.query("select at::text, day::text from shop.users")).rows).toEqual([
    ["2024-02-03 04:05:06.000007+00", "2024-02-03"],
  ]);
  expect((await admin.query("select name from shop.users")).rows).toEqual([{ name: row.name }]);
  await strange.close();
  await dispose();
});

interface Roles extends AsyncDisposable {
  readonly admin: Client;
  asRole(kind: string): { readonly role: string; readonly url: string };
}

/** Two roles that may connect, and nothing else. */
async function makeRoles(url: string): Promise<Roles> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  const asRole = (kind: string): { readonly role: string; readonly url: string } => {
    const role = `${kind}-${new URL(url).pathname.slice(-8)}`;
    return { role, url: Object.assign(new URL(url), { username: role }).href };
  };
  const password = admin.escapeLiteral(decodeURIComponent(new URL(url).password));
  for (const kind of ["writer", "reader"])
    await admin.query(`create role "${asRole(kind).role}" login password ${password}`);
  return {
    admin,
    asRole,
    async [Symbol.asyncDispose]() {
      for (const kind of ["writer", "reader"]) {
        await admin.query(`drop owned by "${asRole(kind).role}" cascade; drop role "${asRole(kind).role}"`);
      }
      await admin.end();
    },
  };
}
