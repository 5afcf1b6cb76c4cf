import type { FinalizeReport } from "../cache/cache.ts";
import type { StateMessage } from "../protocol/state.ts";
import { streamId, type StreamKey, streamLabel } from "../protocol/stream.ts";
import { describeMissingKey } from "./doubt-key.ts";
import type { EarnedPart } from "./earned-part.ts";
import { type EventReporter, eventStream } from "./event-reporter.ts";
import type { RejectedRecords } from "./rejected-records.ts";
import type { RunWarnings } from "./run-warnings.ts";
import type { StreamDirectory } from "./stream-directory.ts";
import type { StreamIntake } from "./stream-intake.ts";

/** Where a finalize is noted. */
export interface FinalizeNotes {
  readonly intakes: readonly StreamIntake[];
  readonly directory: StreamDirectory;
  readonly rejected: RejectedRecords;
  readonly reporter: EventReporter;
  readonly warnings: RunWarnings;
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
  { reporter, rejected, warnings }: FinalizeNotes,
  intake: StreamIntake,
  done: FinalizeReport["streams"][number],
  complete: boolean,
): void {
  const { key, plan } = intake.planned;
  const stream = eventStream(key);
  const { written, deleted, changed, unkeyed = 0, addedColumns, keptColumns = [], restoredColumns = [] } = done;
  intake.noteWritten({ written, changed }, plan.mode !== "replace" || complete);
  reporter.emit({ type: "rows-finalized", ...stream, written, deleted, changed, complete });
  if (addedColumns.length > 0) reporter.emit({ type: "columns-added", ...stream, columns: addedColumns });
  intake.tally.nullKeys += done.nullKeys ?? 0;
  if (done.isKeyless === true) noteKeyless(warnings, intake);
  if (unkeyed > 0) warnings.add({ code: "keys-not-stored", message: describeUnkeyed(key, unkeyed), stream: key });
  if (keptColumns.length > 0)
    warnings.add({ code: "columns-kept", message: describeKept(key, keptColumns), stream: key });
  const { widenedKeys = [], keysKeptApart = [] } = done;
  if (widenedKeys.length > 0)
    warnings.add({ code: "key-widened", message: describeWidened(key, widenedKeys), stream: key });
  if (keysKeptApart.length > 0)
    warnings.add({ code: "keys-kept-apart", message: describeKeptApart(key, keysKeptApart), stream: key });
  if (restoredColumns.length > 0)
    warnings.add({ code: "columns-restored", message: describeRestored(key, restoredColumns), stream: key });
  if (done.rejected > 0) {
    intake.tally.rejected += done.rejected;
    rejected.addCount({ stream: key, reason: "key-too-long", excerpt: "" }, done.rejected);
  }
}

function noteKeyless(warnings: RunWarnings, intake: StreamIntake): void {
  const { key, plan } = intake.planned;
  intake.isKeyless = true;
  const message = describeMissingKey(streamLabel(key), plan, plan.uncertainKey?.paths ?? []);
  warnings.add({ code: "key-not-found", message, stream: key });
}

function describeUnkeyed(stream: StreamKey, rows: number): string {
  const records = rows === 1 ? "1 record" : `${rows} records`;
  return `${records} of ${streamLabel(stream)} have a key that its column cannot hold: the key is NULL, and of all such records only the newest is kept. Name another key, or another mode.`;
}

function describeKept(stream: StreamKey, columns: readonly string[]): string {
  const which =
    columns.length === 1 ? `Column ${columns[0]} keeps its type` : `Columns ${columns.join(", ")} keep their types`;
  return `${which} in ${streamLabel(stream)}, since a view, an index or the like of yours hangs on it: values that do not fit are NULL. Drop that, and sync with --full-refresh.`;
}

function describeWidened(stream: StreamKey, columns: readonly string[]): string {
  const what = columns.length === 1 ? "is text now" : "are text now";
  return `${columns.join(", ")} in ${streamLabel(stream)} ${what}: the source sends keys that the column's type cannot hold exactly, and different keys must not become one row.`;
}

function describeKeptApart(stream: StreamKey, columns: readonly string[]): string {
  return `The source sends keys of ${streamLabel(stream)} that ${columns.join(", ")} cannot hold exactly. The column keeps its type (by onTypeChange, or since a view or an index depends on it), and the exact keys are in a column _airdock_key_… besides, so that different keys stay different rows.`;
}

function describeRestored(stream: StreamKey, columns: readonly string[]): string {
  const isOne = columns.length === 1;
  const which = isOne ? `Column ${columns[0]} was` : `Columns ${columns.join(", ")} were`;
  return `${which} dropped from the table of ${streamLabel(stream)} and added again: in rows stored before, ${isOne ? "it is" : "they are"} empty. Sync with --full-refresh to fill ${isOne ? "it" : "them"}.`;
}

function noteState({ intakes, directory, reporter }: FinalizeNotes, { type, stream }: StateMessage): void {
  const covered = stream === undefined ? intakes : [directory.find(stream)];
  for (const intake of covered) if (intake !== undefined) intake.tally.states++;
  reporter.emit({ type: "state-saved", state: type, ...(stream && eventStream(stream)) });
}
