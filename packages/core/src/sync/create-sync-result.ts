import type { RunReport } from "../cache/stored.ts";
import { findDataset } from "../dataset/find-dataset.ts";
import type { AirdockError } from "../error/airdock-error.ts";
import type { RunJudgement } from "./judge-run.ts";
import type { SyncFrame } from "./open-sync.ts";
import type { RefusedStream } from "./plan-sync.ts";
import type { RunParts } from "./run-parts.ts";
import type { StreamIntake } from "./stream-intake.ts";
import type { StreamResult, SyncResult } from "./sync-result.ts";
import { tableLabel } from "./table-label.ts";

/** What a result is made from. */
export interface SyncResultFacts {
  readonly frame: SyncFrame;
  readonly parts: RunParts;
  /** The errors of streams that failed, by index. */
  readonly errors: ReadonlyMap<number, AirdockError>;
  readonly judgement: RunJudgement;
  /** `performance.now` at the end. */
  readonly endedAt: number;
}

/** The account of a sync, with the way to its rows. */
export function createSyncResult({ frame, parts, errors, judgement, endedAt }: SyncResultFacts): SyncResult {
  const { cache, connection } = frame;
  const keys = parts.intakes.map(({ planned }) => planned.key);
  return {
    connection,
    source: frame.redact(frame.source.reference),
    cache: cache.name,
    run: parts.run.id,
    outcome: judgement.outcome,
    seconds: toSeconds(endedAt - frame.startedAt),
    streams: [
      ...parts.intakes.map((intake) => describeStream(intake, errors.get(intake.index), endedAt)),
      ...parts.plan.refused.map(describeRefused),
    ],
    rejected: parts.rejected.counts,
    warnings: parts.warnings.all,
    ...(judgement.error && { error: judgement.error.toJSON() }),
    dataset: (stream, options) => findDataset(cache, connection, keys, { name: stream, ...options }),
  };
}

/** The same account as the cache keeps it. */
export function createRunReport({ outcome, error, streams }: SyncResult): RunReport {
  const counts = streams.map(({ name, namespace, ...stream }) => {
    const { read, written, rejected, changed, states, bytes } = stream;
    const key = namespace === undefined ? { name } : { name, namespace };
    return { stream: key, outcome: stream.outcome, read, written, rejected, changed, states, bytes };
  });
  return { outcome, streams: counts, ...(error && { error }) };
}

function describeStream(intake: StreamIntake, error: AirdockError | undefined, runEndedAt: number): StreamResult {
  const { planned, writer, tally, startedAt, endedAt } = intake;
  const { name, namespace } = planned.key;
  const { read, written, rejected, changed, states, bytes } = tally;
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    table: tableLabel(writer.table),
    mode: intake.mode,
    outcome: error === undefined ? "ok" : "failed",
    read,
    written,
    rejected,
    changed,
    states,
    bytes,
    seconds: startedAt === undefined ? 0 : toSeconds((endedAt ?? runEndedAt) - startedAt),
    ...(error && { error: error.toJSON() }),
  };
}

function describeRefused({ key, plan, table, error }: RefusedStream): StreamResult {
  const { name, namespace } = key;
  const stream = namespace === undefined ? { name } : { name, namespace };
  const nothing = { read: 0, written: 0, rejected: 0, changed: 0, states: 0, bytes: 0, seconds: 0 };
  return {
    ...stream,
    table: table === undefined ? "" : tableLabel(table),
    mode: plan.mode,
    outcome: "failed",
    ...nothing,
    error: error.toJSON(),
  };
}

function toSeconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}
