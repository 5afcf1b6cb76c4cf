import { randomUUID } from "node:crypto";
import type { Cache, CacheRun, RejectedRecord, RunStart } from "../cache/cache.ts";
import { type CacheSupports, defaultCacheSupports } from "../cache/cache-supports.ts";
import { guardCache } from "../cache/guarded-cache.ts";
import { isHolderGone } from "../cache/lease-holder.ts";
import { AirdockError } from "../error/airdock-error.ts";
import { previewMemory } from "./preview-memory.ts";
import { createMemoryDataset } from "./memory-dataset.ts";
import { MemoryRun } from "./memory-run.ts";
import { createStore, describeStream, type MemoryConnection, type MemoryStore } from "./memory-store.ts";

/** A cache in memory, and what only it can show. */
export interface MemoryCache extends Cache {
  /** The rejected records that were kept, the oldest first. */
  readonly rejected: readonly (RejectedRecord & { readonly connection: string; readonly run: number })[];
}

const defaultStaleAfter = 60_000;

/**
 * A cache that forgets everything with the process, for tests. It keeps to the same rules as every other cache: write
 * modes, generations, states, leases. Values stay what they are in the records; there is no SQL.
 */
export function createMemoryCache(options: { readonly name?: string } = {}): MemoryCache {
  const { name = "memory:" } = options;
  const store = createStore();
  const cache: Cache = {
    contract: 1,
    name,
    supports: memorySupports,
    open: async ({ access } = {}) => {
      if (access === "read" && !store.isMade) throw nothingThere(name);
      store.isMade = true;
    },
    startRun: (start) => startMemoryRun(store, start),
    connections: async () =>
      [...store.connections.values()].map(({ streams, ...connection }) => ({
        name: connection.name,
        connector: connection.connector,
        configHash: connection.configHash,
        streams: [...streams.values()].map(describeStream),
      })),
    states: async (connection) => store.connections.get(connection)?.states ?? [],
    runs: async ({ connection, limit } = {}) =>
      store.runs
        .filter((run) => connection === undefined || run.connection === connection)
        .toReversed()
        .slice(0, limit),
    preview: async (connection, plans) => plans.map((plan) => previewMemory(store, connection, plan)),
    dataset: (key) => createMemoryDataset(store, key),
    close: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
  return Object.assign(guardCache(cache), { rejected: store.rejected });
}

const memorySupports: CacheSupports = {
  ...defaultCacheSupports,
  durable: false,
  typed: false,
  exactNumbers: true,
  sql: false,
};

async function startMemoryRun(store: MemoryStore, start: RunStart): Promise<CacheRun> {
  const known = store.connections.get(start.connection);
  if (known !== undefined) {
    checkChange(known, start);
    if (known.lease !== undefined) await checkLease(known, start);
  }
  const { connection: name, connector, configHash, holder } = start;
  const connection = known ?? { name, connector, configHash, states: [], lease: undefined, streams: new Map() };
  const token = randomUUID();
  connection.lease = { token, holder, renewedAt: Date.now() };
  store.connections.set(name, connection);
  const version = start.connectorVersion === undefined ? {} : { connectorVersion: start.connectorVersion };
  const stored = { id: store.runs.length + 1, connection: name, connector, ...version, startedAt: new Date() };
  store.runs.push(stored);
  return new MemoryRun(store, connection, stored, { token, connector, configHash });
}

async function checkLease(connection: MemoryConnection, { staleAfter = defaultStaleAfter }: RunStart): Promise<void> {
  const { lease, name } = connection;
  if (lease === undefined) return;
  const age = Date.now() - lease.renewedAt;
  const isStale = age > staleAfter || (await isHolderGone(lease.holder));
  if (isStale && connection.lease === lease) return;
  const { host, pid } = lease.holder;
  throw new AirdockError(
    `Connection ${name} is being synced by process ${pid} on ${host}, seen ${Math.round(age / 1000)} s ago.`,
    {
      code: "CONNECTION_BUSY",
      hint: "Wait until that run has ended, or give this sync another connection name.",
      retryable: true,
      data: { connection: name, holder: lease.holder, age },
    },
  );
}

function checkChange({ name, connector, configHash, states }: MemoryConnection, start: RunStart): void {
  const isOther = connector !== start.connector || (configHash !== start.configHash && states.length > 0);
  if (!isOther || start.acceptChange) return;
  const what = connector === start.connector ? "another config" : `the connector ${connector}`;
  throw new AirdockError(`Connection ${name} was synced with ${what} so far.`, {
    code: "CONNECTION_CHANGED",
    hint: "Name another connection, read everything again (full refresh), or accept the change.",
    data: { connection: name },
  });
}

function nothingThere(name: string): AirdockError {
  return new AirdockError(`There is nothing in the cache ${name} yet.`, {
    code: "NOT_IN_CACHE",
    hint: "Sync into it first.",
  });
}
