import type { SyncEvent } from "@airdock/core";
import { describeEvent, noteworthy } from "./describe-event.ts";
import { LiveArea } from "./live-area.ts";
import { advanceProgress, beginProgress, type Progress } from "./progress.ts";
import { renderBoard } from "./render-board.ts";
import { countThings, renderSeconds } from "./render-count.ts";
import { renderProgress, type ViewClock } from "./render-progress.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Shows how one sync or several go until it is closed. */
export interface ProgressView extends Disposable {
  /** A connection begins; by the name given to `watchProgress`. */
  begin(name: string, source: string): void;
  /** Takes an event of a connection's sync. */
  take(name: string, event: SyncEvent): void;
  /** A connection is over, also one that had no run. */
  end(name: string, outcome: "ok" | "partial" | "failed"): void;
  /** A line that stays, such as a step of the preparation. */
  say(line: string): void;
}

/** Live, drawn over itself, or plain lines: one per change, and one at least every ten seconds. */
export function watchProgress(names: readonly string[], terminal: Terminal, live: boolean): ProgressView {
  const board = new Map<string, Progress | undefined>(names.map((name) => [name, undefined]));
  return live ? watchLive(board, terminal) : watchPlainly(board, terminal);
}

type Board = Map<string, Progress | undefined>;

function watchLive(board: Board, terminal: Terminal): ProgressView {
  const area = new LiveArea(terminal, () => terminal.columns ?? 80);
  const startedAt = Date.now();
  let frame = 0;
  let isOpen = true;
  const draw = (clock: ViewClock): string[] => {
    const [only] = board.values();
    if (board.size > 1) return renderBoard(board, clock, terminal);
    return only === undefined ? [] : renderProgress(only, clock, terminal);
  };
  const show = (above?: string): void => area.show(draw({ startedAt, now: Date.now(), frame }), above);
  const timer = setInterval(() => {
    frame += 1;
    show();
  }, 100);
  return {
    begin: (name, source) => {
      board.set(name, beginProgress(source, Date.now()));
      show();
    },
    take: (name, event) => {
      const line = noteworthy(event, terminal, advance(board, name, event));
      if (line !== undefined) show(label(board, name, line));
    },
    end: (name, outcome) => finish(board, name, outcome),
    say: show,
    [Symbol.dispose]: () => {
      if (!isOpen) return;
      isOpen = false;
      clearInterval(timer);
      area.show([]);
    },
  };
}

function watchPlainly(board: Board, terminal: Terminal): ProgressView {
  const startedAt = Date.now();
  let said = "";
  const timer = setInterval(() => terminal.err(summarize(board, startedAt)), 10_000);
  const say = (line: string): void => {
    if (line !== said) terminal.err(line);
    said = line;
    timer.refresh();
  };
  return {
    begin: (name, source) => void board.set(name, beginProgress(source)),
    take: (name, event) => {
      const progress = advance(board, name, event);
      const line = describeEvent(event, progress) ?? noteworthy(event, terminal, progress);
      if (line !== undefined) say(label(board, name, line));
    },
    end: (name, outcome) => finish(board, name, outcome),
    say,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

function advance(board: Board, name: string, event: SyncEvent): Progress {
  const progress = advanceProgress(board.get(name) ?? beginProgress(name), event);
  board.set(name, progress);
  return progress;
}

function finish(board: Board, name: string, outcome: "ok" | "partial" | "failed"): void {
  board.set(name, { ...(board.get(name) ?? beginProgress(name)), outcome });
}

/** With several connections each line says whose it is. */
function label(board: Board, name: string, line: string): string {
  return board.size > 1 ? `${name}: ${line}` : line;
}

/** The sign of life of a plain view. */
function summarize(board: Board, startedAt: number): string {
  const entries = [...board];
  const over = entries.filter(([, progress]) => progress?.outcome !== undefined).length;
  const streams = entries.flatMap(([name, progress]) =>
    [...(progress?.streams.values() ?? [])].map((stream) => ({ ...stream, label: label(board, name, stream.label) })),
  );
  const read = streams.reduce((sum, stream) => sum + stream.read, 0);
  const written = streams.reduce((sum, stream) => sum + stream.written, 0);
  const current = streams.filter(({ status }) => status === "reading" || status === "rate-limited");
  const [, only] = entries[0] ?? [];
  const what = board.size > 1 ? `${over} of ${countThings(board.size, "connection")} done` : (only?.step ?? "");
  return [
    `${what}, ${renderSeconds((Date.now() - startedAt) / 1000)}`,
    ...(read === 0 ? [] : [`: ${countThings(read, "record")} read, ${countThings(written, "row")} stored`]),
    ...(current.length === 0 ? [] : [`; now ${current.slice(0, 5).map(describeCurrent).join(", ")}`]),
  ].join("");
}

function describeCurrent({ label: name, status }: { readonly label: string; readonly status: string }): string {
  return status === "rate-limited" ? `${name} (waiting for the API's rate limit)` : name;
}
