import { AirdockError } from "../error/airdock-error.ts";
import { streamLabel } from "../protocol/stream.ts";
import { describePaths } from "./doubt-key.ts";
import type { Settlement } from "./state-ledger.ts";
import type { RunFaults } from "./run-faults.ts";
import type { RunParts } from "./run-parts.ts";
import type { StreamIntake } from "./stream-intake.ts";
import type { StreamFault } from "./stream-verdict.ts";

/**
 * After the connector's end: stages what is left, judges every stream, makes visible what is earned or succeeded. Returns
 * the error of each stream that did not end well.
 */
export async function settleStreams(parts: RunParts, endedWell: boolean): Promise<ReadonlyMap<number, AirdockError>> {
  const { intakes, stager, queue, ledger, verdicts, faults } = parts;
  stager.cutAll();
  await stager.settled();
  await queue.idle();
  const judged = intakes.map((intake) => verdicts.judge(intake.index, endedWell));
  const settlement = ledger.finish(
    intakes.map((intake, index) => ({
      position: intake.position,
      succeeded: judged[index] === undefined && !faults.refused.has(index),
      trailing: intake.planned.trailing,
    })),
  );
  if (settlement.part !== undefined && faults.fatal === undefined) await queue.finalize(settlement.part);
  const errors = new Map<number, AirdockError>();
  for (const intake of intakes) {
    warnOfNullKeys(parts, intake);
    const error = findError(parts, intake, judged[intake.index], settlement);
    if (error !== undefined) errors.set(intake.index, error);
    else warnOfRest(parts, intake, settlement);
  }
  return errors;
}

function findError(
  { faults, ledger }: RunParts,
  { index, planned }: StreamIntake,
  fault: StreamFault | undefined,
  settlement: Settlement,
): AirdockError | undefined {
  const label = streamLabel(planned.key);
  const refused = faults.refused.get(index);
  if (refused !== undefined) return refused;
  if (fault !== undefined) return faults.reported.get(index) ?? describeFault(label, fault, faults);
  const lost = settlement.streams[index]?.lost ?? 0;
  if (ledger.isComplete(index))
    return planned.plan.mode === "replace" && lost > 0 ? sentTooLate(label, lost) : undefined;
  return faults.fatal ?? heldBack(label, lost);
}

function describeFault(label: string, fault: StreamFault, faults: RunFaults): AirdockError {
  const { interruption, violation, source } = faults;
  const isOurs = fault !== "incomplete" && (interruption ?? violation) !== undefined;
  if (!isOurs && fault === "source-failed" && source[0] !== undefined) return source[0];
  return new AirdockError(isOurs ? `Stream ${label} was stopped before its end.` : faultMessages[fault](label), {
    code: interruption !== undefined && isOurs ? "INTERRUPTED" : "STREAM_FAILED",
    cause: isOurs ? violation : source[0],
    hint: "What its states earned is kept; the next sync goes on from there.",
    retryable: interruption !== undefined || (source[0]?.retryable ?? false),
  });
}

const faultMessages: Readonly<Record<StreamFault, (label: string) => string>> = {
  error: (label) => `The connector reported an error for stream ${label}.`,
  incomplete: (label) => `The connector could not read stream ${label} to its end (INCOMPLETE).`,
  "not-completed": (label) => `The connector ended before it completed stream ${label}.`,
  silent: (label) => `The connector said nothing about stream ${label}.`,
  "source-failed": (label) => `Stream ${label} was not read to its end.`,
};

function sentTooLate(label: string, rows: number): AirdockError {
  return new AirdockError(`The connector sent ${rows} records of stream ${label} after it had completed it.`, {
    code: "PROTOCOL_VIOLATED",
    hint: "The table was replaced without them. Report it to the connector's author.",
  });
}

function heldBack(label: string, rows: number): AirdockError {
  return new AirdockError(
    `The last ${rows} records of stream ${label} are not kept, since records of another stream are missing.`,
    {
      code: "STREAM_FAILED",
      hint: "The source keeps one state for all streams: the next sync reads them again.",
      retryable: true,
    },
  );
}

/** Said once, with the count of the whole run. */
function warnOfNullKeys({ warnings }: RunParts, { planned, tally }: StreamIntake): void {
  const { nullKeys } = tally;
  if (nullKeys === 0) return;
  const records = nullKeys === 1 ? "1 record" : `${nullKeys} records`;
  const message = `${records} of ${streamLabel(planned.key)} came with NULL in the key ${describePaths(planned.plan.primaryKey)}: NULL equals NULL, so that of those with the same key only the newest is kept. Name another key, or choose the mode append.`;
  warnings.add({ code: "null-keys", message, stream: planned.key });
}

function warnOfRest({ warnings }: RunParts, { index, planned }: StreamIntake, settlement: Settlement): void {
  const { lost, withoutState } = settlement.streams[index] ?? { lost: 0, withoutState: 0 };
  const label = streamLabel(planned.key);
  if (withoutState > 0) {
    const message = `${withoutState} records of ${label} came after its last state: they are kept, and the next sync may bring them again.`;
    warnings.add({ code: "rows-without-state", message, stream: planned.key });
  }
  if (lost > 0) {
    const message = `${lost} records of ${label} came after its last state and are left to the next sync.`;
    warnings.add({ code: "rows-discarded", message, stream: planned.key });
  }
}
