import type { CacheRun, StreamWriter } from "../cache/cache.ts";
import { rawIdPrefix } from "../cache/raw-id.ts";
import type { StoredState } from "../cache/stored.ts";
import { AirdockError } from "../error/airdock-error.ts";
import { type StreamKey, streamId, streamLabel } from "../protocol/stream.ts";
import { BatchStager } from "./batch-stager.ts";
import { FinalizeQueue } from "./finalize-queue.ts";
import type { LedgerStream } from "./ledger-account.ts";
import { noteFinalized } from "./note-finalized.ts";
import type { PlannedStream } from "./planned-stream.ts";
import { RecordBuffers } from "./record-buffers.ts";
import { RejectedRecords } from "./rejected-records.ts";
import type { SyncFrame } from "./open-sync.ts";
import type { SyncPlan } from "./plan-sync.ts";
import { StateLedger } from "./state-ledger.ts";
import { StreamDirectory } from "./stream-directory.ts";
import { StreamIntake } from "./stream-intake.ts";
import { createStrictError } from "./strict-error.ts";
import { StreamVerdicts } from "./stream-verdict.ts";
import type { FinalizeCadence } from "./sync-options.ts";

/** What the parts of a run are made from. */
export interface RunContext extends Pick<SyncFrame, "options" | "faults" | "reporter" | "warnings" | "redact"> {
  readonly run: CacheRun;
  readonly plan: SyncPlan;
  readonly writers: readonly StreamWriter[];
  /** The states of the connection. */
  readonly kept: readonly StoredState[];
  /** The states the source is given. */
  readonly sent: readonly StoredState[];
}

/** What works together while records are moved. */
export interface RunParts extends RunContext {
  readonly intakes: readonly StreamIntake[];
  readonly directory: StreamDirectory;
  readonly ledger: StateLedger;
  readonly verdicts: StreamVerdicts;
  readonly stager: BatchStager;
  readonly queue: FinalizeQueue;
  readonly rejected: RejectedRecords;
}

/** Rows become visible at the first state after any of these. */
const defaultCadence: FinalizeCadence = { rows: 250_000, bytes: 128 * 1024 * 1024, seconds: 10 };
/** Rows are seen early, and the cache has work to do while the source is read. */
const firstShare = 1 / 4;

/** Puts the parts of a run together: intakes → stager → finalize queue, with the ledger in between. */
export function createRunParts(context: RunContext): RunParts {
  const { run, plan, faults, reporter, warnings, options } = context;
  const intakes = openIntakes(context);
  const directory = new StreamDirectory(intakes);
  const rejected = new RejectedRecords(reporter);
  const ledger = new StateLedger(plan.streams.map(toLedgerStream), context.kept[0]?.type);
  const signal = faults.fatality;
  const stager = new BatchStager({
    signal,
    onFailed: (intake, from, error) => {
      ledger.drop(intake.index, from);
      loseStreams({ intakes, ledger, stager, faults }, [intake], error);
    },
  });
  const queue = new FinalizeQueue({
    run,
    intakes,
    ledger,
    stager,
    signal,
    cadence: { ...defaultCadence, ...options.finalizeEvery },
    firstShare: options.finalizeEvery === undefined ? firstShare : 1,
    indexOf: (id) => directory.findById(id)?.index,
    onFinalized: (part, report) => {
      noteFinalized({ intakes, directory, rejected, reporter, warnings }, part, report);
      const odd = options.strict === true && report.streams.find((done) => done.rejected > 0);
      if (odd)
        faults.violate(createStrictError(`A record of ${streamLabel(odd.stream)} cannot be stored: key-too-long.`));
    },
    onFailed: ({ streams: lost }, error) => {
      const gone = lost.flatMap(({ stream }) => intakes[stream] ?? []);
      loseStreams({ intakes, ledger, stager, faults }, gone, error);
    },
  });
  const verdicts = new StreamVerdicts(plan.streams.length);
  return { ...context, intakes, directory, ledger, verdicts, stager, queue, rejected };
}

function openIntakes({ run, plan, writers }: RunContext): StreamIntake[] {
  const byId = new Map(writers.map((writer) => [streamId(writer.stream), writer]));
  const buffers = new RecordBuffers();
  return plan.streams.map((planned, index) => {
    const writer = byId.get(streamId(planned.key));
    if (writer === undefined) throw noWriter(planned.key);
    return new StreamIntake({ index, planned, writer, buffers, rawIdPrefix: rawIdPrefix(run, planned.key) });
  });
}

function toLedgerStream({ plan, syncMode }: PlannedStream): LedgerStream {
  return { replace: plan.mode === "replace", fullRefresh: syncMode === "full_refresh" };
}

/** The cache did not take rows of these streams. Without a stream left that can still make rows visible, the run ends. */
function loseStreams(
  { intakes, ledger, stager, faults }: Pick<RunParts, "intakes" | "ledger" | "stager" | "faults">,
  lost: readonly StreamIntake[],
  error: unknown,
): void {
  for (const intake of lost) stager.abandon(intake);
  const indexes = lost.map(({ index }) => index);
  const isOver = !faults.refuse(indexes, error);
  const isLive = (intake: StreamIntake) =>
    !stager.isAbandoned(intake) && (!ledger.isBroken || intake.planned.plan.mode === "replace");
  if (!isOver && !intakes.some(isLive)) faults.stop();
}

function noWriter(stream: StreamKey): AirdockError {
  return new AirdockError(`The cache made no writer for stream ${streamLabel(stream)}.`, {
    code: "UNEXPECTED",
    hint: "Report it to the author of the cache.",
  });
}
