import type { StoredConnection, StoredState } from "../cache/stored.ts";
import type { StreamPreview } from "../cache/stream-preview.ts";
import { isAirdockError } from "../error/airdock-error.ts";
import { streamId } from "../protocol/stream.ts";
import { draftStreams } from "./draft-streams.ts";
import { openSync, type SyncFrame } from "./open-sync.ts";
import { planSync } from "./plan-sync.ts";
import { describePlanned, type SyncPreview } from "./describe-planned.ts";
import type { SyncOptions } from "./sync-options.ts";

/**
 * Says what a sync with these options would do, and does nothing: the source is asked for its streams, the cache is only read. No file, no
 * table, no lease and no newer layout of the bookkeeping comes of it.
 *
 * Rejects with errors of the source (CONFIG_INVALID, CONNECTOR_FAILED …), of the cache, and of the options (STREAM_UNKNOWN,
 * STREAM_OPTION_INVALID …).
 */
export async function previewSync(options: SyncOptions): Promise<SyncPreview> {
  using frame = openSync(options);
  const { source, cache, connection, call } = frame;
  const { name: connector } = await source.install(call);
  const configHash = await source.configHash(call);
  const catalog = await source.discover(call);
  const past = await readPast(frame);
  const isOtherConnector = past.stored !== undefined && past.stored.connector !== connector;
  const isOtherConfig = past.stored !== undefined && past.stored.configHash !== configHash;
  const drafts = draftStreams(catalog, options, past);
  const plans = drafts.map(({ stream }) => stream.plan);
  const previews: readonly StreamPreview[] = (await cache.preview?.(connection, plans, call)) ?? [];
  const isAgain = isOtherConfig && !isOtherConnector && Boolean(options.fullRefresh);
  const plan = planSync(catalog, options, past, { isOtherConfig: isAgain, previews });
  const isRefused =
    options.acceptChange !== true && (isOtherConnector || (isOtherConfig && !isAgain && past.states.length > 0));
  const byId = new Map(previews.map((preview) => [streamId(preview.stream), preview]));
  return {
    connection,
    source: frame.redact(source.reference),
    cache: cache.name,
    streams: describePlanned(plan, past.streams, byId),
    warnings: [
      ...plan.warnings.map(({ code, message }) => ({ code, message })),
      ...(isRefused ? [describeOtherConnection(connection, isOtherConnector)] : []),
    ],
  };
}

interface Past {
  readonly stored: StoredConnection | undefined;
  readonly streams: StoredConnection["streams"];
  readonly states: readonly StoredState[];
}

/** What the cache holds of the connection; nothing where there is no cache yet. */
async function readPast({ cache, connection, call, options, reporter }: SyncFrame): Promise<Past> {
  const { waitMs } = options;
  const onWaiting = (reason: string): void => reporter.emit({ type: "cache-waiting", reason });
  try {
    await cache.open({ access: "read", signal: call.signal, waitMs, onWaiting });
  } catch (error) {
    if (!isAirdockError(error) || error.code !== "NOT_IN_CACHE") throw error;
    return { stored: undefined, streams: [], states: [] };
  }
  const stored = (await cache.connections(call)).find(({ name }) => name === connection);
  return { stored, streams: stored?.streams ?? [], states: await cache.states(connection, call) };
}

function describeOtherConnection(connection: string, isConnector: boolean): { code: string; message: string } {
  const what = isConnector ? "another connector" : "another config";
  const message = `Connection ${connection} was synced with ${what} so far: a sync is refused (CONNECTION_CHANGED) unless the change is accepted.`;
  return { code: "connection-changed", message };
}
