import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PostgresServer } from "@airdock-test/postgres-server";
import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createPostgresCache, type PostgresCache } from "../src/index.ts";

let server: PostgresServer;
let folder: string;
let cache: PostgresCache;

beforeAll(async () => {
  server = await PostgresServer.start({ durable: true });
});

afterAll(() => server[Symbol.asyncDispose]());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-postgres-"));
  cache = createPostgresCache({ url: server.url(), stagingFolder: folder });
  await cache.open();
});

afterEach(async () => {
  await cache.query("drop schema if exists airdock, shop cascade", { write: true });
  await cache.close();
  await rm(folder, { recursive: true });
});

const rows = [{ id: 1 }, { id: 2 }, { id: 3 }];

test("a server that comes back as a standby is waited for until it is promoted, and that is said", async () => {
  const { promise: waiting, resolve: onWaiting } = Promise.withResolvers<string>();
  const run = await beginStream(cache, planStream("users"), { start: { onWaiting } });
  await run.stage(rows);
  await server.stop();
  await server.makeStandby();
  await server.start();
  const finalizing = run.finalize();
  expect(await waiting).toMatch(/standby/);
  await onServer("select pg_promote()");
  expect(await finalizing).toMatchObject({ written: 3 });
  await run.finish();
  expect(await readRows(cache, "users")).toHaveLength(3);
});

test("a run whose connection broke, and whose lease another run has by now, writes nothing", async () => {
  const run = await beginStream(cache, planStream("users"));
  await run.stage(rows);
  await onServer("update airdock.leases set token = 'another'");
  await onServer("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()");
  await expect(run.finalize()).rejects.toMatchObject({ code: "LEASE_LOST" });
  expect(await readRows(cache, "users")).toEqual([]);
});

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: server.url() });
  await client.connect();
  await client.query(statement);
  await client.end();
}
