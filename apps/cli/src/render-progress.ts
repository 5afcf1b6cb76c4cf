import type { Progress, StreamProgress } from "./progress.ts";
import { renderBytes, renderCount, renderSeconds } from "./render-count.ts";
import type { Style, Terminal } from "./terminal.ts";

const SPINNER = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** Streams beyond this many are summed up in one line. */
const MOST_STREAMS = 12;

const LOOKS: Record<StreamProgress["status"], { readonly mark: string; readonly style: Style; readonly text: string }> =
  {
    waiting: { mark: "·", style: "dim", text: "waiting" },
    reading: { mark: "▸", style: "cyan", text: "" },
    "rate-limited": { mark: "⏸", style: "yellow", text: "waiting for the API's rate limit" },
    read: { mark: "▸", style: "cyan", text: "loading" },
    ok: { mark: "✔", style: "green", text: "" },
    failed: { mark: "✖", style: "red", text: "failed" },
  };

/** The lines of a live view: what goes on, then each stream with its rows. `frame` turns the spinner. */
export function renderProgress(
  progress: Progress,
  seconds: number,
  frame: number,
  terminal: Pick<Terminal, "style" | "columns">,
): string[] {
  const spinner = terminal.style("cyan", SPINNER[frame % SPINNER.length] ?? "");
  const total = [...progress.streams.values()].reduce((sum, stream) => sum + stream.read, 0);
  const rate = seconds > 1 && total > 0 ? ` · ${renderCount(Math.round(total / seconds))} records/s` : "";
  const head = `${spinner} ${progress.step} ${terminal.style("dim", `${renderSeconds(seconds)}${rate}${progress.states > 0 ? ` · ${renderCount(progress.states)} checkpoints` : ""}`)}`;
  const width = Math.max(0, ...[...progress.streams.keys()].map((label) => label.length));
  const active = [...progress.streams.values()].toSorted((a, b) => rank(a) - rank(b));
  const lines = active.slice(0, MOST_STREAMS).map((stream) => renderStream(stream, width, terminal));
  const rest = active.length - MOST_STREAMS;
  if (rest > 0) lines.push(terminal.style("dim", `  … and ${rest} more streams`));
  if (progress.waiting !== undefined) lines.push(terminal.style("yellow", `  ${progress.waiting}`));
  return [head, ...lines].map((line) => cut(line, terminal.columns));
}

/** One stream as one line: mark, name, rows, bytes, and the estimate where the source gave one. */
export function renderStream(stream: StreamProgress, width: number, terminal: Pick<Terminal, "style">): string {
  const look = LOOKS[stream.status];
  const counts =
    stream.read === 0 && stream.status === "waiting"
      ? ""
      : `${renderCount(stream.read).padStart(10)} records ${renderBytes(stream.bytes).padStart(9)}`;
  const share =
    stream.estimate !== undefined && stream.estimate > stream.read && stream.status === "reading"
      ? ` of about ${renderCount(stream.estimate)}`
      : "";
  return `  ${terminal.style(look.style, look.mark)} ${stream.label.padEnd(width)} ${counts}${share} ${terminal.style("dim", look.text)}`.trimEnd();
}

function rank({ status }: StreamProgress): number {
  return status === "reading" || status === "rate-limited" || status === "read" ? 0 : status === "waiting" ? 2 : 1;
}

/** Cuts a line at the terminal's width, so that it takes one row; styles count for nothing. */
function cut(line: string, columns: number): string {
  let width = 0;
  let index = 0;
  while (index < line.length && width < columns - 1) {
    const style = /^\u001b\[[\d;]*m/.exec(line.slice(index, index + 12));
    if (style !== null) index += style[0].length;
    else {
      width += 1;
      index += 1;
    }
  }
  return index < line.length ? `${line.slice(0, index)}\u001b[0m` : line;
}
