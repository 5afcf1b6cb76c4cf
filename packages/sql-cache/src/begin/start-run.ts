import { randomUUID } from "node:crypto";
import type { CallOptions, RunStart } from "@airdock/core";
import { SqlCacheRun } from "../cache-run.ts";
import { dropUnfinished } from "../finalize/drop-unfinished.ts";
import { takeLease } from "../lease/take-lease.ts";
import { type Ledger, openLedger } from "../ledger/ledger.ts";
import { readStreams } from "../ledger/read-connections.ts";
import { readTime } from "../ledger/read-time.ts";
import { RunContext } from "../run/run-context.ts";
import type { CacheSessions } from "../session/cache-sessions.ts";
import type { RunIdentity } from "../stage/stream-stage.ts";
import { readStates } from "../state/read-states.ts";
import { acceptConnection } from "./accept-connection.ts";
import { noteDroppedTables } from "./note-dropped-tables.ts";

/**
 * Takes the lease and enters the run, in one transaction that also drops the tables killed runs have left unfinished; then
 * removes their staging.
 */
export async function startRun(sessions: CacheSessions, start: RunStart, options: CallOptions): Promise<SqlCacheRun> {
  const { dialect } = sessions;
  const { connection } = start;
  const entry = await sessions.write(
    async (transaction) => {
      const ledger = openLedger(transaction, dialect);
      const run = { id: await nextRunId(ledger), token: randomUUID(), startedAt: new Date() };
      await takeLease(ledger, dialect, start, run);
      await acceptConnection(ledger, start);
      const dead = await unendedRuns(ledger, connection);
      await enterRun(ledger, start, run);
      await dropUnfinished({ connection, dialect }, { transaction, ledger });
      await noteDroppedTables({ connection, dialect }, { transaction, ledger });
      const past = { streams: await readStreams(ledger, connection), states: await readStates(ledger, connection) };
      return { run, dead, past };
    },
    { ...options, patience: start.waitMs, onWaiting: start.onWaiting },
  );
  const context = new RunContext(sessions, start, entry.run);
  await clearStaging(context, entry.dead);
  return new SqlCacheRun(context, entry.past);
}

/** The lease is taken: who cannot go on gives it back. */
async function clearStaging(context: RunContext, dead: readonly RunIdentity[]): Promise<void> {
  if (dead.length === 0) return;
  try {
    await context.dialect.bulkLoad.clear(dead, context.writeStaging);
  } catch (error) {
    await context.writeAndRelease(async () => {});
    throw error;
  }
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
