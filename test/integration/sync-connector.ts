import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConnectorName, connectorPath } from "@airdock-test/connectors";
import { createDuckdbCache } from "@airdock/cache-duckdb";
import {
  createSource,
  type JsonObject,
  type Row,
  sync,
  SyncError,
  type SyncEvent,
  type SyncOptions,
  type SyncResult,
} from "@airdock/core";
import { onTestFinished } from "vitest";

/** A sync that was run, and what the cache holds after it. */
export interface FinishedSync {
  readonly result: SyncResult;
  readonly events: readonly SyncEvent[];
  /** The rows of a stream in the order of their ids. */
  rows(stream?: string): Promise<Row[]>;
  /** The texts of the kept states. */
  states(): Promise<string[]>;
}

/** An empty folder that goes with the test. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "airdock-sync-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Syncs a test connector into a DuckDB file of the folder, as the connection `test`; never rejects for a sync that began. */
export async function syncConnector(
  name: ConnectorName,
  folder: string,
  config: JsonObject = {},
  options: Partial<SyncOptions> = {},
): Promise<FinishedSync> {
  const events: SyncEvent[] = [];
  const cache = createDuckdbCache(join(folder, "data.duckdb"));
  onTestFinished(() => cache.close());
  const source = createSource(connectorPath(name), { config, connection: "test", projectFolder: folder });
  const result = await sync({
    source,
    cache,
    acceptChange: true,
    onEvent: (event) => void events.push(event),
    ...options,
  }).catch((error: unknown) => {
    if (error instanceof SyncError) return error.result;
    throw error;
  });
  return {
    result,
    events,
    rows: async (stream = "items") => {
      const rows = await Array.fromAsync(cache.dataset({ connection: "test", stream: { name: stream } }).rows());
      return rows.toSorted((a, b) => Number(a["id"]) - Number(b["id"]));
    },
    states: async () => (await cache.states("test")).map(({ text }) => text),
  };
}
