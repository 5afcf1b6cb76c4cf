import { type Cache, type CacheRun, currentHolder, guardCache, type StoredConnection } from "@airdock/core";

/** What a change of a connection's states is done under: the connection's lease, as a sync has it. */
export type ConnectionIdentity = Pick<StoredConnection, "name" | "connector" | "configHash">;

/**
 * Changes something of a connection under its lease, as a run of its own without records. Rejects with CONNECTION_BUSY while a sync of it is
 * going on.
 */
export async function editConnection(
  cache: Cache,
  { name, connector, configHash }: ConnectionIdentity,
  signal: AbortSignal,
  work: (run: CacheRun) => Promise<void>,
): Promise<void> {
  const guarded = guardCache(cache);
  await guarded.open({ access: "write", signal });
  const start = { connection: name, connector, configHash, acceptChange: false, holder: await currentHolder() };
  const run = await guarded.startRun(start, { signal });
  try {
    await work(run);
  } catch (error) {
    await run.finish({ outcome: "failed", streams: [] }).catch(() => undefined);
    throw error;
  }
  await run.finish({ outcome: "ok", streams: [] }, { signal });
}
