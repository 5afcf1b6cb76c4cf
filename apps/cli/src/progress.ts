import type { SyncEvent, SyncOutcome } from "@airdock/core";

/** Where one stream stands. */
export interface StreamProgress {
  readonly label: string;
  readonly status: "waiting" | "reading" | "rate-limited" | "read" | "ok" | "failed";
  readonly read: number;
  readonly bytes: number;
  /** Rows that are in the cache for good. */
  readonly written: number;
  readonly estimate?: number;
  /** When its first record or status came, in milliseconds since 1970. */
  readonly since?: number;
  /** When the stream began to wait for the API's rate limit, in milliseconds since 1970. */
  readonly limitedAt?: number;
  /** When the API's quota begins anew, in milliseconds since 1970, where the source said so. */
  readonly quotaReset?: number;
}

/** Where a sync stands: what its events so far amount to. */
export interface Progress {
  /** The source as the user wrote it, with its version once that is known. */
  readonly source: string;
  readonly step: string;
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
  /** In the order of the plan. */
  readonly streams: ReadonlyMap<string, StreamProgress>;
  /** When the first stream began, in milliseconds since 1970. */
  readonly readingSince?: number;
  /** When a state was saved last, in milliseconds since 1970. */
  readonly savedAt?: number;
  readonly waiting?: string;
  /** What became of it, once it is over. */
  readonly outcome?: SyncOutcome;
}

/** Before the first event. */
export function beginProgress(source: string, startedAt?: number): Progress {
  return { source, step: `starting ${source}`, ...(startedAt === undefined ? {} : { startedAt }), streams: new Map() };
}

/** Counts come a moment after what they count, so those that come this soon do not end a wait, in milliseconds. */
const LATEST_COUNT = 1000;

/** The progress after one more event. Pure. */
export function advanceProgress(before: Progress, event: SyncEvent): Progress {
  switch (event.type) {
    case "connector-preparing":
      return { ...before, step: event.step };
    case "run-started":
      return startReading(before, event.version);
    case "stream-planned":
      return change(before, event, {});
    case "stream-status":
      return change(begin(before, event.at), event, {
        ...sinceWhen(progressOf(before, event), event.at),
        status: statusAfter(event.status),
      });
    case "stream-rate-limited":
      return change(before, event, limit(event));
    case "estimate-received":
      return event.stream === undefined || event.rows === undefined
        ? before
        : change(before, { ...event, stream: event.stream }, { estimate: event.rows });
    case "stream-progressed": {
      const { read, bytes } = event;
      const stream = progressOf(before, event);
      const changes = { ...sinceWhen(stream, event.at), ...resume(stream, event.at), read, bytes };
      return change(begin(before, event.at), event, changes);
    }
    case "rows-finalized": {
      const { status, written } = progressOf(before, event);
      const isOver = event.complete && status !== "failed";
      return change(withoutWaiting(before), event, {
        written: written + event.written,
        ...(isOver ? { status: "ok" } : {}),
      });
    }
    case "state-saved":
      return { ...withoutWaiting(before), savedAt: Date.parse(event.at) };
    case "run-finished":
      return { ...withoutWaiting(before), outcome: event.outcome };
    case "cache-waiting":
      return { ...before, waiting: event.reason };
    case "stream-finished":
      return event.error?.code === "INTERRUPTED" ? before : change(before, event, { status: event.outcome });
    default:
      return before;
  }
}

/** Without `quotaReset` nobody said how long; one of before no longer holds. */
function limit({ at, quotaReset }: { readonly at: string; readonly quotaReset?: string }): Partial<StreamProgress> {
  const reset = quotaReset === undefined ? {} : { quotaReset: Date.parse(quotaReset) };
  return { status: "rate-limited", limitedAt: Date.parse(at), ...reset };
}

function sinceWhen({ since }: StreamProgress, at: string): Partial<StreamProgress> {
  return since === undefined ? { since: Date.parse(at) } : {};
}

function startReading(before: Progress, version = ""): Progress {
  const source = before.source.endsWith(version) ? before.source : `${before.source} ${version}`;
  return { ...before, source, step: `reading ${source}` };
}

/** What a status of the source's means for a stream. */
function statusAfter(status: "STARTED" | "RUNNING" | "COMPLETE" | "INCOMPLETE"): StreamProgress["status"] {
  if (status === "COMPLETE") return "read";
  return status === "INCOMPLETE" ? "failed" : "reading";
}

/** Records show that a stream goes on, unless they may be from before it was said to be over or to wait. */
function resume({ status, limitedAt = 0 }: StreamProgress, at: string): Partial<StreamProgress> {
  const isOver = status === "read" || status === "ok" || status === "failed";
  const isHeld = status === "rate-limited" && Date.parse(at) - limitedAt < LATEST_COUNT;
  return isOver || isHeld ? {} : { status: "reading" };
}

function begin(progress: Progress, at: string): Progress {
  return progress.readingSince === undefined ? { ...progress, readingSince: Date.parse(at) } : progress;
}

interface Named {
  readonly stream: string;
  readonly namespace?: string;
}

function change(before: Progress, stream: Named, changes: Partial<StreamProgress>): Progress {
  return {
    ...before,
    streams: new Map(before.streams).set(label(stream), { ...progressOf(before, stream), ...changes }),
  };
}

/** Where a stream of an event stands. */
export function progressOf(progress: Progress, stream: Named): StreamProgress {
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
