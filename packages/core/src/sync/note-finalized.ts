import type { FinalizeReport } from "../cache/cache.ts";
import type { StateMessage } from "../protocol/state.ts";
import { streamId } from "../protocol/stream.ts";
import type { EarnedPart } from "./earned-part.ts";
import { type EventReporter, eventStream } from "./event-reporter.ts";
import type { RejectedRecords } from "./rejected-records.ts";
import type { StreamDirectory } from "./stream-directory.ts";
import type { StreamIntake } from "./stream-intake.ts";

/** Where a finalize is noted. */
export interface FinalizeNotes {
  readonly intakes: readonly StreamIntake[];
  readonly directory: StreamDirectory;
  readonly rejected: RejectedRecords;
  readonly reporter: EventReporter;
}

/** Counts and reports what a finalize made visible. Rows of a replaced stream count once they are swapped in. */
export function noteFinalized(notes: FinalizeNotes, part: EarnedPart, report: FinalizeReport): void {
  for (const done of report.streams) {
    const intake = notes.directory.findById(streamId(done.stream));
    const rows = part.streams.find(({ stream }) => stream === intake?.index);
    if (intake !== undefined && rows !== undefined) noteRows(notes, intake, done, rows.complete);
  }
  for (const state of part.states) noteState(notes, state);
}

function noteRows(
  { reporter, rejected }: FinalizeNotes,
  intake: StreamIntake,
  done: FinalizeReport["streams"][number],
  complete: boolean,
): void {
  const { key, plan } = intake.planned;
  const stream = eventStream(key);
  const { written, deleted, changed, addedColumns } = done;
  intake.noteWritten({ written, changed }, plan.mode !== "replace" || complete);
  reporter.emit({ type: "rows-finalized", ...stream, written, deleted, changed, complete });
  if (addedColumns.length > 0) reporter.emit({ type: "columns-added", ...stream, columns: addedColumns });
  if (done.rejected > 0) {
    intake.tally.rejected += done.rejected;
    rejected.addCount({ stream: key, reason: "key-too-long", excerpt: "" }, done.rejected);
  }
}

function noteState({ intakes, directory, reporter }: FinalizeNotes, { type, stream }: StateMessage): void {
  const covered = stream === undefined ? intakes : [directory.find(stream)];
  for (const intake of covered) if (intake !== undefined) intake.tally.states++;
  reporter.emit({ type: "state-saved", state: type, ...(stream && eventStream(stream)) });
}
