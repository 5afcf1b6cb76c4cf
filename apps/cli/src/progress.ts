import type { SyncEvent } from "@airdock/core";

/** Where one stream stands. */
export interface StreamProgress {
  readonly label: string;
  readonly status: "waiting" | "reading" | "rate-limited" | "read" | "ok" | "failed";
  readonly read: number;
  readonly bytes: number;
  readonly written: number;
  readonly estimate?: number;
}

/** Where a sync stands: what its events so far amount to. */
export interface Progress {
  readonly step: string;
  readonly streams: ReadonlyMap<string, StreamProgress>;
  readonly states: number;
  readonly waiting?: string;
}

/** Before the first event. */
export const noProgress: Progress = { step: "starting", streams: new Map(), states: 0 };

/** The progress after one more event. Pure. */
export function advanceProgress(before: Progress, event: SyncEvent): Progress {
  switch (event.type) {
    case "connector-preparing":
      return { ...before, step: event.step };
    case "run-started":
      return { ...before, step: `reading ${event.source}${event.version === undefined ? "" : ` ${event.version}`}` };
    case "stream-planned":
      return change(before, event, {});
    case "stream-status":
      return change(before, event, {
        status: event.status === "COMPLETE" ? "read" : event.status === "INCOMPLETE" ? "failed" : "reading",
      });
    case "stream-rate-limited":
      return change(before, event, { status: "rate-limited" });
    case "estimate-received":
      return event.stream === undefined || event.rows === undefined
        ? before
        : change(
            before,
            { stream: event.stream, ...(event.namespace === undefined ? {} : { namespace: event.namespace }) },
            { estimate: event.rows },
          );
    case "stream-progressed":
      return change(before, event, { status: "reading", read: event.read, bytes: event.bytes });
    case "rows-finalized":
      return change(withoutWaiting(before), event, { written: find(before, event).written + event.written });
    case "state-saved":
      return { ...withoutWaiting(before), states: before.states + 1 };
    case "cache-waiting":
      return { ...before, waiting: event.reason };
    case "stream-finished":
      return change(before, event, { status: event.outcome });
    default:
      return before;
  }
}

interface Named {
  readonly stream: string;
  readonly namespace?: string;
}

function change(before: Progress, stream: Named, changes: Partial<StreamProgress>): Progress {
  return { ...before, streams: new Map(before.streams).set(label(stream), { ...find(before, stream), ...changes }) };
}

function find(progress: Progress, stream: Named): StreamProgress {
  return (
    progress.streams.get(label(stream)) ?? { label: label(stream), status: "waiting", read: 0, bytes: 0, written: 0 }
  );
}

function label({ stream, namespace }: Named): string {
  return namespace === undefined ? stream : `${namespace}.${stream}`;
}

function withoutWaiting({ waiting: _over, ...rest }: Progress): Progress {
  return rest;
}
