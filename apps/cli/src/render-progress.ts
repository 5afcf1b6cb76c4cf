import stringWidth from "string-width";
import { cutText } from "./cut-text.ts";
import { padText } from "./pad-text.ts";
import type { Progress, StreamProgress } from "./progress.ts";
import { countThings, renderBytes, renderCount, renderSeconds } from "./render-count.ts";
import type { Style } from "./terminal/screen-style.ts";
import type { Terminal } from "./terminal/terminal.ts";

const SPINNER = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** Streams beyond this many, or beyond the terminal's rows, are summed up. */
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

/** A state younger than this is not told of, in milliseconds. */
const WORTH_SAYING = 5000;

/** The moment a view is drawn at: milliseconds since 1970, and the spinner's turn. */
export interface ViewClock {
  readonly startedAt: number;
  readonly now: number;
  readonly frame: number;
}

/** The lines of a live view: what goes on, then the streams in their order, each with its records. */
export function renderProgress(
  progress: Progress,
  clock: ViewClock,
  terminal: Pick<Terminal, "style" | "columns" | "rows">,
): string[] {
  const spinner = renderSpinner(clock, terminal);
  const room = Math.max(3, Math.min(MOST_STREAMS, (terminal.rows ?? 24) - 4));
  const lines = [
    `${spinner} ${progress.step}  ${terminal.style("dim", describeTotals(progress, clock))}`,
    ...layOutStreams([...progress.streams.values()], room, clock, terminal),
    ...(progress.waiting === undefined ? [] : [terminal.style("yellow", `  ${progress.waiting}`)]),
  ];
  return lines.map((line) => cutText(line, (terminal.columns ?? 80) - 1));
}

/** The mark that shows that something goes on. */
export function renderSpinner({ frame }: ViewClock, terminal: Pick<Terminal, "style">): string {
  return terminal.style("cyan", SPINNER[frame % SPINNER.length] ?? "");
}

/** Time, rate, rows stored, and the age of the last state, from which a sync that is stopped would go on. */
export function describeTotals({ streams, readingSince, savedAt }: Progress, { startedAt, now }: ViewClock): string {
  const all = [...streams.values()];
  const read = all.reduce((sum, stream) => sum + stream.read, 0);
  const written = all.reduce((sum, stream) => sum + stream.written, 0);
  const seconds = readingSince === undefined ? 0 : (now - readingSince) / 1000;
  return [
    renderSeconds(Math.max(0, now - startedAt) / 1000),
    ...(seconds > 1 && read > 0 ? [`${renderCount(Math.round(read / seconds))} records/s`] : []),
    ...(written > 0 ? [`${countThings(written, "row")} stored`] : []),
    ...(savedAt === undefined || now - savedAt < WORTH_SAYING
      ? []
      : [`state saved ${renderSeconds(Math.round((now - savedAt) / 1000))} ago`]),
  ].join(" · ");
}

/** A line a stream; where they are too many, those that are done and those that wait take one line each. */
export function layOutStreams(
  streams: readonly StreamProgress[],
  room: number,
  clock: ViewClock,
  terminal: Pick<Terminal, "style">,
): string[] {
  const width = Math.max(10, ...streams.map(({ label }) => stringWidth(label)));
  const draw = (stream: StreamProgress): string => renderStream(stream, Math.min(width, 32), clock, terminal);
  if (streams.length <= room) return streams.map(draw);
  const done = streams.filter(({ status }) => status === "ok");
  const waiting = streams.filter(({ status }) => status === "waiting");
  const others = streams.filter(({ status }) => status !== "ok" && status !== "waiting");
  const hidden = others.length - (room - 2);
  return [
    ...(done.length === 0 ? [] : [draw(sumStreams(done))]),
    ...others.slice(0, room - 2).map(draw),
    ...(hidden > 0 ? [terminal.style("dim", `  … and ${hidden} more`)] : []),
    ...(waiting.length === 0 ? [] : [terminal.style("dim", `  · ${countThings(waiting.length, "stream")} waiting`)]),
  ];
}

function sumStreams(streams: readonly StreamProgress[]): StreamProgress {
  const sum = (count: "read" | "bytes" | "written"): number => streams.reduce((all, stream) => all + stream[count], 0);
  const label = countThings(streams.length, "stream");
  return { label, status: "ok", read: sum("read"), bytes: sum("bytes"), written: sum("written") };
}

/** One stream as one line: mark, name, records, bytes, and the estimate where the source gave one. */
function renderStream(
  stream: StreamProgress,
  width: number,
  clock: ViewClock,
  terminal: Pick<Terminal, "style">,
): string {
  const { mark, style } = LOOKS[stream.status];
  const { read, bytes } = stream;
  const counts = read === 0 ? "" : `${renderCount(read).padStart(11)} records ${renderBytes(bytes).padStart(9)}`;
  const label = padText(cutText(stream.label, width), width);
  const parts = [`  ${terminal.style(style, mark)}`, label, counts, describeNote(stream, clock, terminal)];
  return parts.filter((part) => part !== "").join(" ");
}

function describeNote(stream: StreamProgress, { now }: ViewClock, terminal: Pick<Terminal, "style">): string {
  const { read, status, quotaReset = 0 } = stream;
  if (status === "ok" && read === 0) return terminal.style("dim", "no records");
  const left =
    status === "rate-limited" && quotaReset > now ? `, ${renderSeconds((quotaReset - now) / 1000)} left` : "";
  const note = describeEstimate(stream, now) ?? `${LOOKS[status].text}${left}`;
  return note && terminal.style("dim", note);
}

/** `of about 10,000 (25 %, 2 min 5 s left)`. */
function describeEstimate(
  { estimate = 0, read, status, since = Infinity }: StreamProgress,
  now: number,
): string | undefined {
  if (estimate <= read || read === 0 || status !== "reading") return undefined;
  const seconds = (now - since) / 1000;
  const left = seconds > 3 ? `, ${renderSeconds(((estimate - read) / read) * seconds)} left` : "";
  return `of about ${renderCount(estimate)} (${Math.floor((100 * read) / estimate)} %${left})`;
}
