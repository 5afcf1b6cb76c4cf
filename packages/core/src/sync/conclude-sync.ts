import { AirdockError } from "../error/airdock-error.ts";
import { streamLabel } from "../protocol/stream.ts";
import { createRunReport, createSyncResult } from "./create-sync-result.ts";
import { type EventReporter, eventStream } from "./event-reporter.ts";
import { judgeRun, type RunJudgement } from "./judge-run.ts";
import type { SyncFrame } from "./open-sync.ts";
import type { RunParts } from "./run-parts.ts";
import { SyncError } from "./sync-error.ts";
import type { SyncResult } from "./sync-result.ts";

/** Keeps the run's report, gives the lease back, and tells how it went: the result, or a `SyncError` with it. */
export async function concludeSync(
  frame: SyncFrame,
  parts: RunParts,
  errors: ReadonlyMap<number, AirdockError>,
): Promise<SyncResult> {
  const endedAt = performance.now();
  const judge = (): RunJudgement => judgeParts(parts, errors);
  const report = createRunReport(createSyncResult({ frame, parts, errors, judgement: judge(), endedAt }));
  try {
    if (parts.faults.fatal === undefined) await parts.run.reject(parts.rejected.take());
  } catch (error) {
    parts.warnings.add({
      code: "rejected-not-kept",
      message: `The rejected records could not be kept: ${String(error)}`,
    });
  }
  try {
    await parts.run.finish(report);
  } catch (error) {
    parts.faults.end(error);
  }
  const judgement = judge();
  const result = createSyncResult({ frame, parts, errors, judgement, endedAt });
  reportEnd(frame.reporter, result);
  const error = judgement.error ?? listenerError(frame.reporter);
  const isWelcome = frame.options.reject === false && parts.faults.interruption === undefined;
  if (error === undefined || isWelcome) return result;
  const { message, code, cause, hint, retryable, data } = error;
  throw new SyncError(message, { code, cause, hint, retryable, data, result });
}

/** A listener that throws is heard, also when the sync was done by then. */
function listenerError({ interruption }: EventReporter): AirdockError | undefined {
  if (!interruption.aborted) return undefined;
  return new AirdockError("The sync is done, and onEvent threw.", { code: "INTERRUPTED", cause: interruption.reason });
}

function judgeParts({ intakes, faults, plan }: RunParts, failed: ReadonlyMap<number, AirdockError>): RunJudgement {
  const refused = plan.refused.map(({ error }, index) => [intakes.length + index, error] as const);
  const errors = new Map([...failed, ...refused]);
  const keys = [...intakes.map(({ planned }) => planned.key), ...plan.refused.map(({ key }) => key)];
  const streams = keys.map(streamLabel);
  const written = intakes.reduce((sum, { tally }) => sum + tally.written, 0);
  return judgeRun({ faults, streams, errors, written });
}

function reportEnd(reporter: EventReporter, { streams, outcome, seconds, error }: SyncResult): void {
  for (const { name, namespace, outcome: ending, error: cause } of streams) {
    const stream = eventStream(namespace === undefined ? { name } : { name, namespace });
    reporter.emit({ type: "stream-finished", ...stream, outcome: ending, ...(cause && { error: cause }) });
  }
  reporter.emit({ type: "run-finished", outcome, seconds, ...(error && { error }) });
}
