import { relative } from "node:path";
import { type ErrorReport, runLogPath, type StreamResult, type SyncReport } from "@airdock/core";
import { programName } from "./program-name.ts";
import { countThings, renderBytes, renderCount, renderSeconds } from "./render-count.ts";
import { escapeLine } from "./terminal/escape-text.ts";
import { renderTable } from "./render-table.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Where a sync's data and log went, as the user named it. */
export interface SummaryPlaces {
  /** The cache's URL where it has to be named to look into it. */
  readonly from?: string;
  readonly logFolder: string;
}

type SummaryTerminal = Pick<Terminal, "style" | "columns" | "cwd" | "env">;

/** What became of a sync, for people: a line a stream, what was left out, and how to look at the data. */
export function renderSummary(report: SyncReport, places: SummaryPlaces, terminal: SummaryTerminal): string {
  const width = terminal.columns === undefined ? undefined : terminal.columns - 2;
  return [
    headline(report, terminal),
    ...(hasNothing(report) ? [] : [indent(renderTable(COLUMNS, report.streams.map(streamRow), width))]),
    ...listDoubts(report).map((line) => `  ${terminal.style("yellow", "!")} ${line}`),
    ...listFailures(report).map((line) => `  ${terminal.style("red", "✖")} ${line}`),
    ...nextStep(report, places, terminal),
  ].join("\n");
}

/** A table of noughts tells nothing that the headline has not said. */
function hasNothing({ outcome, streams }: SyncReport): boolean {
  return outcome === "failed" && streams.every(({ read, rejected }) => read === 0 && rejected === 0);
}

/** The error of a sync below its summary: what the headline has said already gives way to the reason. */
export function withoutHeadline(error: ErrorReport): ErrorReport {
  const [reason, ...more] = isOfSource(error) ? (error.cause ?? "").split("\n") : [];
  if (reason === undefined || reason === "") return error;
  const { cause: _cause, ...rest } = error;
  return { ...rest, message: reason, ...(more.length === 0 ? {} : { cause: more.join("\n") }) };
}

function headline(report: SyncReport, { style }: SummaryTerminal): string {
  const { outcome, connection, cache, streams, error, seconds } = report;
  const took = style("dim", `· ${renderSeconds(seconds)}`);
  const ok = streams.filter((stream) => stream.outcome === "ok").length;
  const stored = countThings(
    streams.reduce((sum, { written }) => sum + written, 0),
    "row",
  );
  if (outcome === "ok") return `${style(["green", "bold"], "✔")} ${connection} is in ${cache} ${took}`;
  if (error?.code === "INTERRUPTED")
    return `${style(["yellow", "bold"], "!")} ${connection} was stopped; ${stored} of this run are kept ${took}`;
  return outcome === "partial"
    ? `${style(["yellow", "bold"], "!")} ${connection}: ${ok} of ${streams.length} streams went well; ${stored} of this run are kept ${took}`
    : `${style(["red", "bold"], "✖")} ${connection}: nothing came of it ${took}`;
}

const COLUMNS = [
  { title: "stream" },
  { title: "table" },
  { title: "mode" },
  { title: "read", align: "right" },
  { title: "written", align: "right" },
  { title: "size", align: "right" },
  { title: "" },
] as const;

function streamRow({ name, namespace, table, mode, read, written, bytes, outcome, error }: StreamResult): string[] {
  const ending = error?.code === "INTERRUPTED" ? "stopped" : "failed";
  return [
    namespace === undefined ? name : `${namespace}.${name}`,
    table,
    mode,
    renderCount(read),
    renderCount(written),
    renderBytes(bytes),
    outcome === "ok" ? "" : ending,
  ];
}

/** What was left out or not stored as it came. */
function listDoubts({ rejected, streams }: SyncReport): string[] {
  return [
    ...describeRejected(rejected),
    ...streams
      .filter(({ changed }) => changed > 0)
      .map(
        ({ name, changed }) =>
          `${escapeLine(name)}: ${countThings(changed, "row")} with a value that does not fit its column; _airbyte_meta tells which`,
      ),
  ];
}

function describeRejected(rejected: SyncReport["rejected"]): string[] {
  if (rejected.length === 0) return [];
  const count = rejected.reduce((sum, each) => sum + each.count, 0);
  const reasons = rejected.map((each) => `${renderCount(each.count)} ${each.reason}`).join(", ");
  return [`${countThings(count, "record")} left out: ${reasons}; airdock.rejected has them`];
}

/** The errors of streams, where they are no mere consequence of the run's and not told by it. */
function listFailures({ streams, error }: SyncReport): string[] {
  if (error === undefined) return [];
  const isRefused = error.code === "CHANGE_NOT_ACCEPTED";
  if (!isRefused && !isOfSource(error)) return [];
  const told = `${error.message}\n${error.cause ?? ""}`;
  return streams.flatMap(({ name, error: own }) =>
    own === undefined || told.includes(own.message)
      ? []
      : [`${escapeLine(name)}: ${own.message.split("\n")[0]} [${own.code}]`],
  );
}

function isOfSource(error: ErrorReport | undefined): error is ErrorReport {
  return error?.code === "SYNC_FAILED" || error?.code === "SYNC_PARTIAL";
}

function nextStep(report: SyncReport, { from: cache, logFolder }: SummaryPlaces, terminal: SummaryTerminal): string[] {
  const { connection, run } = report;
  if (report.outcome !== "ok") {
    if (!isOfSource(report.error)) return [];
    const log = relative(terminal.cwd, runLogPath({ folder: logFolder, connection, run }));
    return [`  ${terminal.style("dim", "the connector's log:")} ${log}`];
  }
  const stream = report.streams.find(({ written }) => written > 0);
  if (stream === undefined) return [`  ${terminal.style("dim", "nothing new since the last sync")}`];
  // A URL with a user in it may hold a password, too.
  if (cache?.includes("@") === true) return [];
  const from = cache === undefined ? "" : ` --from ${cache}`;
  return [
    `  ${terminal.style("dim", "look at it:")} ${programName(terminal.env)} query "select * from ${stream.table} limit 10"${from}`,
  ];
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}
