import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PostgresServer } from "@airdock-test/postgres-server";
import { beginStream, planStream, readRows, type StreamRun, streamState } from "@airdock-test/stream-run";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createPostgresCache, type PostgresCache } from "../src/index.ts";
import { PostgresProxy } from "./postgres-proxy.ts";

let server: PostgresServer;
let proxy: PostgresProxy;
let folder: string;
let cache: PostgresCache;

beforeAll(async () => {
  server = await PostgresServer.start({ durable: true });
  proxy = await PostgresProxy.start(server.port);
});

afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-postgres-"));
  const url = server.url().replace(`:${server.port}/`, `:${proxy.port}/`);
  cache = createPostgresCache({ url, stagingFolder: folder });
  await cache.open();
});

afterEach(async () => {
  await cache.query("drop schema if exists airdock, shop cascade", { write: true });
  await cache.close();
  await rm(folder, { recursive: true });
});

/** The server ends at once (`-m immediate`), and comes back. */
async function crash(): Promise<void> {
  await server.kill();
  await server.start();
}

/** The administrator ends every connection that is at work. */
async function terminate(): Promise<void> {
  const client = new Client({ connectionString: server.url() });
  await client.connect();
  await client.query("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()");
  await client.end();
}

/** Statements of a finalize at which the connection breaks, what becomes of the server, and whether the rows are in then. */
const breaks = [
  {
    when: "the server crashes while rows are copied",
    statement: /copy "/,
    moment: "during",
    action: crash,
  },
  {
    when: "the connection is reset while rows are copied",
    statement: /copy "/,
    moment: "during",
    action: async () => {},
    isReset: true,
  },
  {
    when: "the administrator ends the connection while rows are copied",
    statement: /copy "/,
    moment: "during",
    action: terminate,
  },
  { when: "the server crashes before COMMIT", statement: /Q....commit/s, moment: "before", action: crash },
  { when: "the server crashes after COMMIT", statement: /Q....commit/s, moment: "answered", action: crash },
  {
    when: "the answer to COMMIT is lost",
    statement: /Q....commit/s,
    moment: "answered",
    action: async () => {},
  },
] as const;

const modes = [{ mode: "append" }, { mode: "merge", primaryKey: [["id"]] }, { mode: "replace" }] as const;

test.each(modes.flatMap((plan) => breaks.map((wish) => ({ ...wish, plan, mode: plan.mode }))))(
  "$mode: $when: nothing is lost, nothing doubled, and the run continues",
  async ({ plan, ...wish }) => {
    const run = await beginStream(cache, planStream("users", plan));
    await stageUsers(run, [1, 2, 3]);
    const part = { states: [streamState("users", 3)], complete: true };
    proxy.breakAt(wish);
    expect(await run.finalize(part)).toMatchObject({ written: 3 });
    expect(await cache.states("shop")).toEqual(part.states);
    expect(await readIds()).toEqual([1, 2, 3]);
    await run.finish();
    expect(await readIds()).toEqual([1, 2, 3]);
    expect(await cache.states("shop")).toEqual(part.states);
  },
);

test("a server that is away for a while is waited for", async () => {
  const run = await beginStream(cache, planStream("users"));
  await stageUsers(run, [1, 2, 3]);
  await server.kill();
  const renewing = run.run.renew();
  await server.start();
  await renewing;
  await run.finalize({ states: [streamState("users", 3)] });
  await run.finish();
  expect(await readIds()).toEqual([1, 2, 3]);
});

async function stageUsers(run: StreamRun, ids: readonly number[]): Promise<void> {
  await run.stage(ids.map((id) => ({ id, name: `user ${id}` })));
}

async function readIds(): Promise<unknown[]> {
  return (await readRows(cache, "users")).map(({ id }) => id).sort();
}
