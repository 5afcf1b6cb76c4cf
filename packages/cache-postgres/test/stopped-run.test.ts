import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import { Client } from "pg";
import { expect, vi } from "vitest";
import { inDatabase } from "./in-database.ts";

inDatabase(
  "a run that stood still past its lease and wakes up writes nothing any more",
  async ({ cache, url, folder }) => {
    await using holder = await startHolder(url, folder);
    await expect(beginStream(cache, planStream("users"))).rejects.toMatchObject({ code: "CONNECTION_BUSY" });
    holder.process.kill("SIGSTOP");
    const run = await beginStream(cache, planStream("users"), { start: { staleAfter: -1 } });
    await run.stage([{ id: 3, name: "Cyd" }]);
    await run.finalize();
    holder.process.kill("SIGCONT");
    expect(await holder.goOn()).toBe("LEASE_LOST");
    await run.finish();
    expect((await readRows(cache, "users")).map(({ id }) => id)).toEqual([1, 3]);
  },
);

inDatabase("a run that stands still inside a finalize keeps everybody else out", async ({ cache, url, folder }) => {
  await using holder = await startHolder(url, folder);
  const client = new Client({ connectionString: url });
  await client.connect();
  // Holds up the finalize in the middle of its transaction: it waits for the table, with the lease in its hands.
  await client.query("begin; lock table shop.users in access exclusive mode");
  const ended = holder.goOn();
  const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
  await vi.waitUntil(async () => (await client.query(waiting)).rows.length > 0, { timeout: 20_000, interval: 20 });
  holder.process.kill("SIGSTOP");
  await client.query("rollback");
  const start = { staleAfter: -1 };
  await expect(beginStream(cache, planStream("users"), { start })).rejects.toMatchObject({ code: "CONNECTION_BUSY" });
  expect(await readRows(cache, "users")).toEqual([{ id: 1, name: "Ada" }]);
  holder.process.kill("SIGCONT");
  expect(await ended).toBe("written 1");
  await client.end();
  const run = await beginStream(cache, planStream("users"), { start });
  await run.finish();
  expect((await readRows(cache, "users")).map(({ id }) => id)).toEqual([1, 2]);
});

interface Holder extends AsyncDisposable {
  readonly process: ChildProcess;
  /** Lets it finalize; how that ended. */
  goOn(): Promise<string>;
}

/** Starts a process that holds the connection, up to where it has written. */
async function startHolder(url: string, folder: string): Promise<Holder> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "hold-connection.ts"), url, folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = once(child, "exit");
  expect((await lines.next()).value).toBe("held");
  return {
    process: child,
    goOn: async () => {
      child.stdin.write("go on\n");
      return (await lines.next()).value ?? "";
    },
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
