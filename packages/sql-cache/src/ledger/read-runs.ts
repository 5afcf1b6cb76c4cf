import type { RunReport, StoredRun } from "@airdock/core";
import type { RunTable } from "./ledger-tables.ts";
import type { Ledger } from "./ledger.ts";
import { readTime } from "./read-time.ts";

/** The runs of a connection, or of all; the newest first. */
export async function readRuns(
  ledger: Ledger,
  filter: { readonly connection?: string | undefined; readonly limit?: number | undefined },
): Promise<readonly StoredRun[]> {
  let query = ledger.selectFrom("runs").selectAll().orderBy("id", "desc");
  if (filter.connection !== undefined) query = query.where("connection", "=", filter.connection);
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return (await query.execute()).map(storedRun);
}

function storedRun(row: RunTable): StoredRun {
  return {
    id: Number(row.id),
    connection: row.connection,
    connector: row.connector,
    ...(row.connector_version === null ? {} : { connectorVersion: row.connector_version }),
    startedAt: readTime(row.started_at),
    ...(row.ended_at === null ? {} : { endedAt: readTime(row.ended_at) }),
    ...(row.report === null ? {} : { report: JSON.parse(row.report) as RunReport }),
  };
}
