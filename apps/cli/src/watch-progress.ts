import type { SyncEvent } from "@airdock/core";
import { describeEvent, noteworthy } from "./describe-event.ts";
import { LiveArea } from "./live-area.ts";
import { advanceProgress, beginProgress, type Progress } from "./progress.ts";
import { countThings, renderSeconds } from "./render-count.ts";
import { renderProgress } from "./render-progress.ts";
import type { Terminal } from "./terminal.ts";

/** Shows how a sync goes until it is closed. */
export interface ProgressView extends Disposable {
  /** Takes an event of the sync. */
  take(event: SyncEvent): void;
  /** A line that stays, such as a step of the preparation. */
  say(line: string): void;
}

/** Live, drawn over itself, or plain lines: one per change, and one at least every ten seconds. */
export function watchProgress(source: string, terminal: Terminal, live: boolean): ProgressView {
  const begin = beginProgress(source);
  return live ? watchLive(begin, terminal) : watchPlainly(begin, terminal);
}

function watchLive(begin: Progress, terminal: Terminal): ProgressView {
  const area = new LiveArea(terminal.draw, () => terminal.columns ?? 80);
  const startedAt = Date.now();
  let progress = begin;
  let frame = 0;
  const show = (above?: string): void =>
    area.show(renderProgress(progress, { startedAt, now: Date.now(), frame }, terminal), above);
  const timer = setInterval(() => {
    frame += 1;
    show();
  }, 100);
  show();
  return {
    take: (event) => {
      progress = advanceProgress(progress, event);
      const line = noteworthy(event, terminal);
      if (line !== undefined) show(line);
    },
    say: show,
    [Symbol.dispose]: () => {
      clearInterval(timer);
      area.show([]);
    },
  };
}

function watchPlainly(begin: Progress, terminal: Terminal): ProgressView {
  const startedAt = Date.now();
  let progress = begin;
  let said = "";
  const timer = setInterval(() => terminal.err(summarize(progress, startedAt)), 10_000);
  const say = (line: string): void => {
    if (line !== said) terminal.err(line);
    said = line;
    timer.refresh();
  };
  return {
    take: (event) => {
      progress = advanceProgress(progress, event);
      const line = describeEvent(event, progress) ?? noteworthy(event, terminal);
      if (line !== undefined) say(line);
    },
    say,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** The sign of life of a plain view. */
function summarize(progress: Progress, startedAt: number): string {
  const streams = [...progress.streams.values()];
  const read = streams.reduce((sum, stream) => sum + stream.read, 0);
  const written = streams.reduce((sum, stream) => sum + stream.written, 0);
  const current = streams.filter(({ status }) => status === "reading" || status === "rate-limited");
  return [
    `${progress.step}, ${renderSeconds((Date.now() - startedAt) / 1000)}`,
    ...(read === 0 ? [] : [`: ${countThings(read, "record")} read, ${countThings(written, "row")} stored`]),
    ...(current.length === 0
      ? []
      : [
          `; now ${current
            .slice(0, 5)
            .map(({ label }) => label)
            .join(", ")}`,
        ]),
  ].join("");
}
