import { randomUUID } from "node:crypto";
import type { CallOptions, RunStart } from "@airdock/core";
import { takeLease } from "../lease/take-lease.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { openLedger } from "../ledger/ledger.ts";
import { readTime } from "../ledger/read-time.ts";
import { RunContext } from "../run/run-context.ts";
import type { CacheSessions } from "../session/cache-sessions.ts";
import type { RunIdentity } from "../stage/stream-stage.ts";
import { acceptConnection } from "./accept-connection.ts";
import { clearDebris } from "./clear-debris.ts";

/** Takes the lease and enters the run, in one transaction; then removes what killed runs of the connection left behind. */
export async function startRun(sessions: CacheSessions, start: RunStart, options: CallOptions): Promise<RunContext> {
  const { dialect } = sessions;
  const wait = { ...options, onWaiting: start.onWaiting };
  const { run, dead } = await sessions.write(async (transaction) => {
    const ledger = openLedger(transaction, dialect);
    const entered = { id: await nextRunId(ledger), token: randomUUID(), startedAt: new Date() };
    await takeLease(ledger, dialect, start, entered);
    await acceptConnection(ledger, start);
    const unended = await unendedRuns(ledger, start.connection);
    await enterRun(ledger, start, entered);
    return { run: entered, dead: unended };
  }, wait);
  const context = new RunContext(sessions, start, run);
  await clearDebris(context, dead, options);
  return context;
}

/** The counter's row makes runs that start at once, in databases where they can, wait for each other. */
async function nextRunId(ledger: Ledger): Promise<number> {
  await ledger
    .updateTable("meta")
    .set((row) => ({ last_run: row("last_run", "+", 1) }))
    .execute();
  const { last_run: id } = await ledger.selectFrom("meta").select("last_run").executeTakeFirstOrThrow();
  return Number(id);
}

async function enterRun(ledger: Ledger, start: RunStart, run: RunIdentity): Promise<void> {
  await ledger
    .insertInto("runs")
    .values({
      id: run.id,
      connection: start.connection,
      connector: start.connector,
      connector_version: start.connectorVersion ?? null,
      token: run.token,
      started_at: run.startedAt.toISOString(),
      ended_at: null,
      outcome: null,
      report: null,
    })
    .execute();
}

async function unendedRuns(ledger: Ledger, connection: string): Promise<readonly RunIdentity[]> {
  const rows = await ledger
    .selectFrom("runs")
    .select(["id", "token", "started_at"])
    .where("connection", "=", connection)
    .where("ended_at", "is", null)
    .execute();
  return rows.map((row) => ({ id: Number(row.id), token: row.token, startedAt: readTime(row.started_at) }));
}
