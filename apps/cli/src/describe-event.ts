import type { SyncEvent } from "@airdock/core";
import { type Progress, progressOf } from "./progress.ts";
import { escapeLine } from "./terminal/escape-text.ts";
import { countThings } from "./render-count.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** What interrupts even a live view: what a person must not miss. */
export function noteworthy(
  event: SyncEvent,
  terminal: Pick<Terminal, "style">,
  progress?: Progress,
): string | undefined {
  switch (event.type) {
    case "warning":
      return `${terminal.style("yellow", "!")} ${event.message}`;
    case "columns-added":
      return `${terminal.style("yellow", "!")} ${escapeLine(event.stream)}: the source sends ${event.columns.length === 1 ? "a field" : "fields"} its schema does not declare: ${event.columns.map(escapeLine).join(", ")}`;
    case "connector-error":
      // After the errors of streams, one of the whole connector says them again.
      if (event.stream === undefined && hasFailed(progress)) return undefined;
      return `${terminal.style("red", "✖")} ${event.stream === undefined ? "" : `${escapeLine(event.stream)}: `}${shorten(event.message)}`;
    default:
      return undefined;
  }
}

function hasFailed(progress: Progress | undefined): boolean {
  return [...(progress?.streams.values() ?? [])].some(({ status }) => status === "failed");
}

/** Some connectors say all failures again at their end, whole answers with them; the log of the run has every word. */
function shorten(message: string): string {
  const [line = ""] = message.split("\n");
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE - 1)}…` : line;
}

/** In characters. */
const LONGEST_MESSAGE = 240;

/** The line of a plain view for an event that changes something; undefined for all others. */
export function describeEvent(event: SyncEvent, progress: Progress): string | undefined {
  switch (event.type) {
    case "connector-preparing":
      return event.step;
    case "run-started":
      return `reading ${progress.source} into ${event.cache} (run ${event.run})`;
    case "stream-status":
      if (event.status === "STARTED") return `${escapeLine(event.stream)}: started`;
      return event.status === "INCOMPLETE" ? `${escapeLine(event.stream)}: incomplete` : undefined;
    case "rows-finalized":
      return event.complete
        ? `${escapeLine(event.stream)}: complete, ${countThings(progressOf(progress, event).written, "row")} stored`
        : undefined;
    case "stream-rate-limited":
      return `${escapeLine(event.stream)}: waiting for the API's rate limit${event.quotaReset === undefined ? "" : `, until ${event.quotaReset}`}`;
    case "cache-waiting":
      return event.reason;
    default:
      return undefined;
  }
}
