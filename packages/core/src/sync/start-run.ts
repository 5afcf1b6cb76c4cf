import type { CacheRun } from "../cache/cache.ts";
import { currentHolder } from "../cache/lease-holder.ts";
import { keepLease } from "./keep-lease.ts";
import { waitForConnection } from "./wait-for-connection.ts";
import type { SyncFrame } from "./open-sync.ts";
import { openRunLog, type RunLog } from "./run-log.ts";
import { toAirdockError } from "./run-faults.ts";

/** A run that was started. */
export interface StartedRun {
  readonly run: CacheRun;
  /** The connection was synced with another config so far, and is now to be read from its beginning. */
  readonly isOtherConfig: boolean;
}

/** Takes the connection's lease in the cache. */
export async function startRun(frame: SyncFrame): Promise<StartedRun> {
  const { source, cache, connection, options, reporter, call } = frame;
  const { name, version } = await source.install(call);
  const configHash = await source.configHash(call);
  const { waitMs } = options;
  const onWaiting = (reason: string): void => reporter.emit({ type: "cache-waiting", reason });
  await cache.open({ access: "write", signal: call.signal, waitMs, onWaiting });
  const isOtherConfig = await isFullRefreshOfOtherConfig(frame, { connector: name, configHash });
  const start = {
    connection,
    connector: name,
    connectorVersion: version,
    configHash,
    acceptChange: options.acceptChange === true || isOtherConfig,
    holder: await currentHolder(),
    staleAfter: options.lease?.staleAfter,
    waitMs,
    onWaiting,
  };
  const run = await waitForConnection(() => cache.startRun(start, call), { waitMs, onWaiting, signal: call.signal });
  const about = { connection, source: name, ...(version === undefined ? {} : { version }) };
  reporter.emit({ type: "run-started", ...about, cache: cache.name, run: run.id });
  return { run, isOtherConfig };
}

/** A full refresh forgets every state of the other config, so that it may follow without more ado. */
async function isFullRefreshOfOtherConfig(
  { cache, connection, options, call }: SyncFrame,
  now: { readonly connector: string; readonly configHash: string },
): Promise<boolean> {
  if (!options.fullRefresh) return false;
  const stored = (await cache.connections({ signal: call.signal })).find(({ name }) => name === connection);
  return stored !== undefined && stored.connector === now.connector && stored.configHash !== now.configHash;
}

/**
 * Does the work of a run while its lease and its log are kept. Should it throw, the lease is given back and the error
 * goes on.
 */
export async function withinRun<Result>(frame: SyncFrame, run: CacheRun, work: () => Promise<Result>): Promise<Result> {
  const { faults, warnings, reporter, options, startedAt } = frame;
  using _log = keepLog(frame, run);
  await using _lease = keepLease(run, {
    every: options.lease?.renewEvery ?? 15_000,
    onLost: (error) => faults.end(error),
    onTrouble: (error) => warnings.add({ code: "heartbeat-failed", message: `A heartbeat failed: ${String(error)}` }),
  });
  try {
    return await work();
  } catch (thrown) {
    const error = toAirdockError(thrown);
    const report = { outcome: "failed", streams: [], error: error.toJSON() } as const;
    await run.finish(report).catch(() => undefined);
    const seconds = Math.round(performance.now() - startedAt) / 1000;
    reporter.emit({ type: "run-finished", outcome: "failed", seconds, error: report.error });
    throw error;
  }
}

/** A log that cannot be written is no reason to stop a sync. */
function keepLog({ options, connection, reporter, warnings }: SyncFrame, run: CacheRun): RunLog | undefined {
  if (options.logFolder === undefined) return undefined;
  const warn = (error: unknown): void => warnings.add({ code: "log-not-kept", message: toAirdockError(error).message });
  try {
    const log = openRunLog({ folder: options.logFolder, connection, run: run.id });
    reporter.listen((event) => {
      try {
        log.note(event);
      } catch (error) {
        warn(error);
      }
    });
    return log;
  } catch (error) {
    warn(error);
    return undefined;
  }
}
