import stringWidth from "string-width";
import { cutText } from "./cut-text.ts";
import { padText } from "./pad-text.ts";
import type { Progress } from "./progress.ts";
import { countThings, renderCount, renderSeconds } from "./render-count.ts";
import { describeTotals, layOutStreams, renderSpinner, type ViewClock } from "./render-progress.ts";
import type { Terminal } from "./terminal/terminal.ts";

type BoardTerminal = Pick<Terminal, "style" | "columns" | "rows">;

/** The lines of a live view of several connections: a line each, and below those that read their streams, as far as there is room. */
export function renderBoard(
  board: ReadonlyMap<string, Progress | undefined>,
  clock: ViewClock,
  terminal: BoardTerminal,
): string[] {
  const entries = [...board];
  const over = entries.filter(([, progress]) => progress?.outcome !== undefined);
  const reading = entries.filter(([, progress]) => progress !== undefined && progress.outcome === undefined);
  const waiting = entries.length - over.length - reading.length;
  const rows = Math.max(6, (terminal.rows ?? 24) - 2);
  const width = Math.min(32, Math.max(...entries.map(([name]) => stringWidth(name))));
  const shownOver = over.slice(-Math.max(1, rows - reading.length * 3 - 2));
  const room = Math.floor((rows - 2 - shownOver.length - reading.length) / Math.max(1, reading.length));
  const lines = [
    headline(entries.length, over.length, board, clock, terminal),
    ...(over.length > shownOver.length
      ? [terminal.style("dim", `  … ${over.length - shownOver.length} more are done`)]
      : []),
    ...shownOver.map(([name, progress]) => renderOver(name, progress, width, terminal)),
    ...reading.flatMap(([name, progress]) => renderReading(name, progress, { width, room, clock }, terminal)),
    ...(waiting === 0 ? [] : [terminal.style("dim", `  · ${countThings(waiting, "connection")} waiting`)]),
  ];
  return lines.slice(0, rows).map((line) => cutText(line, (terminal.columns ?? 80) - 1));
}

function headline(
  all: number,
  over: number,
  board: ReadonlyMap<string, Progress | undefined>,
  clock: ViewClock,
  terminal: BoardTerminal,
): string {
  const streams = [...board.values()].flatMap((progress) => [...(progress?.streams.values() ?? [])]);
  const written = streams.reduce((sum, stream) => sum + stream.written, 0);
  const seconds = (clock.now - clock.startedAt) / 1000;
  const stored = written === 0 ? "" : ` · ${countThings(written, "row")} stored`;
  return `${renderSpinner(clock, terminal)} ${over} of ${countThings(all, "connection")} done  ${terminal.style("dim", `${renderSeconds(Math.max(0, seconds))}${stored}`)}`;
}

const MARKS = {
  ok: { mark: "✔", style: "green" },
  partial: { mark: "!", style: "yellow" },
  failed: { mark: "✖", style: "red" },
} as const;

function renderOver(name: string, progress: Progress | undefined, width: number, terminal: BoardTerminal): string {
  const { mark, style } = MARKS[progress?.outcome ?? "failed"];
  const streams = [...(progress?.streams.values() ?? [])];
  const written = streams.reduce((sum, stream) => sum + stream.written, 0);
  const text = `${renderCount(written)} rows stored of ${countThings(streams.length, "stream")}`;
  return `  ${terminal.style(style, mark)} ${padText(cutText(name, width), width)}  ${terminal.style("dim", streams.length === 0 ? "" : text)}`;
}

function renderReading(
  name: string,
  progress: Progress | undefined,
  { width, room, clock }: { readonly width: number; readonly room: number; readonly clock: ViewClock },
  terminal: BoardTerminal,
): string[] {
  if (progress === undefined) return [];
  const own = { ...clock, startedAt: progress.startedAt ?? clock.startedAt };
  const totals = terminal.style("dim", describeTotals(progress, own));
  const step = progress.readingSince === undefined ? progress.step : "reading";
  const head = `  ${terminal.style("cyan", "▸")} ${padText(cutText(name, width), width)}  ${step}  ${totals}`;
  const active = [...progress.streams.values()].filter(({ status }) => status !== "waiting");
  const streams = room < 3 ? [] : layOutStreams(active, room, clock, terminal).map((line) => `  ${line}`);
  const waiting = progress.waiting === undefined ? [] : [terminal.style("yellow", `    ${progress.waiting}`)];
  return [head, ...streams, ...waiting];
}
