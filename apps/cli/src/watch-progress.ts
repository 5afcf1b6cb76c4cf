import type { SyncEvent } from "@airdock/core";
import { advanceProgress, noProgress, type Progress } from "./progress.ts";
import { renderCount } from "./render-count.ts";
import { renderProgress } from "./render-progress.ts";
import type { Terminal } from "./terminal.ts";

/** Takes the events of a sync and shows them until it is closed. */
export interface ProgressView extends Disposable {
  take(event: SyncEvent): void;
}

/** Live where the terminal can be drawn over, else plain lines: one per change, and one at least every ten seconds. */
export function watchProgress(terminal: Terminal): ProgressView {
  return terminal.live ? watchLive(terminal) : watchPlainly(terminal);
}

function watchLive(terminal: Terminal): ProgressView {
  const started = performance.now();
  let progress = noProgress;
  let frame = 0;
  let drawn = 0;
  const erase = (): void => {
    if (drawn > 0) terminal.draw(`\u001b[${drawn}F\u001b[0J`);
    drawn = 0;
  };
  const draw = (): void => {
    erase();
    const lines = renderProgress(progress, (performance.now() - started) / 1000, (frame += 1), terminal);
    terminal.draw(`${lines.join("\n")}\n`);
    drawn = lines.length;
  };
  const timer = setInterval(draw, 100);
  return {
    take: (event) => {
      progress = advanceProgress(progress, event);
      const line = noteworthy(event, terminal);
      if (line === undefined) return;
      erase();
      terminal.err(line);
    },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      erase();
    },
  };
}

function watchPlainly(terminal: Terminal): ProgressView {
  let progress = noProgress;
  let said = "";
  const say = (line: string): void => {
    if (line !== said) terminal.err(line);
    said = line;
    timer.refresh();
  };
  const timer = setInterval(() => terminal.err(summarize(progress)), 10_000);
  return {
    take: (event) => {
      progress = advanceProgress(progress, event);
      const line = plainLine(event) ?? noteworthy(event, terminal);
      if (line !== undefined) say(line);
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** What interrupts even a live view: what a person must not miss. */
function noteworthy(event: SyncEvent, terminal: Terminal): string | undefined {
  switch (event.type) {
    case "warning":
      return `${terminal.style("yellow", "!")} ${event.message}`;
    case "columns-added":
      return `${terminal.style("yellow", "!")} ${event.stream}: the source sends ${event.columns.length === 1 ? "a field" : "fields"} its schema does not declare: ${event.columns.join(", ")}`;
    case "connector-error":
      return `${terminal.style("red", "✖")} ${event.stream === undefined ? "" : `${event.stream}: `}${event.message}`;
    default:
      return undefined;
  }
}

function plainLine(event: SyncEvent): string | undefined {
  switch (event.type) {
    case "connector-preparing":
      return event.step;
    case "run-started":
      return `reading ${event.source}${event.version === undefined ? "" : ` ${event.version}`} into ${event.cache} (run ${event.run})`;
    case "stream-status":
      return event.status === "RUNNING" ? undefined : `${event.stream}: ${event.status.toLowerCase()}`;
    case "stream-rate-limited":
      return `${event.stream}: waiting for the API's rate limit${event.quotaReset === undefined ? "" : `, until ${event.quotaReset}`}`;
    case "cache-waiting":
      return event.reason;
    default:
      return undefined;
  }
}

function summarize(progress: Progress): string {
  const streams = [...progress.streams.values()]
    .filter((stream) => stream.read > 0)
    .map((stream) => `${stream.label} ${renderCount(stream.read)}`);
  return streams.length === 0 ? `${progress.step} …` : `read so far: ${streams.join(", ")}`;
}
