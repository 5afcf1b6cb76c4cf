import { expect } from "vitest";
import { inDatabase } from "./in-database.ts";

inDatabase("a superuser's query has the rights of one who may read all tables, and nothing else", async ({ cache }) => {
  await cache.query("create schema mine; create table mine.t as select 1 as a", { write: true });
  expect((await cache.query("select current_user, a from mine.t")).rows).toEqual([["pg_read_all_data", 1]]);
  for (const sql of [
    "select pg_read_file('/etc/hostname')",
    "select set_config('role', 'none', true), pg_read_file('/etc/hostname')",
    "select * from (select set_config('role', 'none', true)) a, lateral pg_ls_dir('/') b",
    "select lo_export(1, '/tmp/airdock-exported')",
    "select pg_reload_conf()",
    "select query_to_xml('select pg_read_file(''/etc/hostname'')', true, true, '')",
  ])
    await expect(cache.query(sql), sql).rejects.toMatchObject({ code: "QUERY_FAILED" });
});

inDatabase("only a statement that the server takes for a SELECT is run, and SHOW and EXPLAIN", async ({ cache }) => {
  for (const sql of ["show server_version", "explain select 1", "values (1)", "table pg_catalog.pg_am", "select 1;"])
    expect((await cache.query(sql)).rows.length, sql).toBeGreaterThan(0);
  for (const sql of [
    "/* /* */ explain */ copy (select 1) to program 'true'",
    "with sly as (insert into airdock.meta values (1, 1) returning 1) select * from sly",
    "do $$ begin perform 1; end $$",
    "reset role",
    "update airdock.meta set layout = 2 returning layout",
  ])
    await expect(cache.query(sql), sql).rejects.toMatchObject({ code: "QUERY_WRITES" });
  for (const sql of ["select 1; select 2", "selec 1", "foo", "explain analyze create table public.sly as select 1"])
    await expect(cache.query(sql), sql).rejects.toMatchObject({ code: "QUERY_FAILED" });
});

inDatabase("what a query does to its session goes with it", async ({ cache }) => {
  await cache.query("select pg_advisory_lock(4711), set_config('work_mem', '1MB', false)");
  const { rows } = await cache.query("select count(*) from pg_locks where locktype = 'advisory'", { write: true });
  expect(rows).toEqual([[0]]);
  expect((await cache.query("show work_mem")).rows).not.toEqual([["1MB"]]);
});

inDatabase("a large answer comes in parts, and only as far as it is wanted", async ({ cache }) => {
  const sql = "select i, repeat('x', 1000) from generate_series(1, 200000) as s(i)";
  const { rows, isCut } = await cache.query(sql, { maxRows: 2500 });
  expect([rows.length, rows.at(-1)?.[0], isCut]).toEqual([2500, 2500, true]);
});
