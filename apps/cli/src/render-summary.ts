import type { StreamResult, SyncReport } from "@airdock/core";
import { renderBytes, renderCount, renderSeconds } from "./render-count.ts";
import { renderTable } from "./render-table.ts";
import type { Terminal } from "./terminal.ts";
import { defaultCacheUrl } from "./default-cache-url.ts";

const MARKS = { ok: ["green", "✔"], partial: ["yellow", "!"], failed: ["red", "✖"] } as const;

/** What became of a sync, for people: a line a stream, what was left out, and how to look at the data. */
export function renderSummary(report: SyncReport, cache: string, terminal: Pick<Terminal, "style">): string {
  const [style, mark] = MARKS[report.outcome];
  const rows = report.streams.map((stream) => streamRow(stream));
  const columns = ["stream", "table", "mode", "read", "written", "size", ""].map((title, index) => ({
    title,
    align: index >= 3 && index <= 5 ? ("right" as const) : ("left" as const),
  }));
  return [
    `${terminal.style([style, "bold"], mark)} ${headline(report)} ${terminal.style("dim", renderSeconds(report.seconds))}`,
    ...(rows.length === 0 ? [] : [indent(renderTable(columns, rows))]),
    ...report.rejected.map(
      ({ reason, count }) => `  ${terminal.style("yellow", "!")} ${renderCount(count)} records rejected: ${reason}`,
    ),
    ...report.streams
      .filter((stream) => stream.changed > 0)
      .map(
        (stream) =>
          `  ${terminal.style("yellow", "!")} ${stream.name}: ${renderCount(stream.changed)} rows with a value that does not fit its column, see _airbyte_meta`,
      ),
    ...nextStep(report, cache, terminal),
  ].join("\n");
}

function headline({ outcome, connection, cache, streams }: SyncReport): string {
  const ok = streams.filter((stream) => stream.outcome === "ok").length;
  if (outcome === "ok") return `${connection} is in ${cache}`;
  return outcome === "partial"
    ? `${connection}: ${ok} of ${streams.length} streams went well; what was earned is kept`
    : `${connection}: nothing came of it`;
}

function streamRow({ name, namespace, table, mode, read, written, bytes, outcome, error }: StreamResult): string[] {
  const label = namespace === undefined ? name : `${namespace}.${name}`;
  return [
    label,
    table,
    mode,
    renderCount(read),
    renderCount(written),
    renderBytes(bytes),
    outcome === "ok" ? "" : `failed${error === undefined ? "" : `: ${error.message}`}`,
  ];
}

function nextStep(report: SyncReport, cache: string, terminal: Pick<Terminal, "style">): string[] {
  const stream = report.streams.find(({ outcome, written }) => outcome === "ok" && written > 0);
  if (report.outcome !== "ok" || stream === undefined) return [];
  const from = cache === defaultCacheUrl ? "" : ` --from ${cache}`;
  return cache.includes("@")
    ? []
    : [`  ${terminal.style("dim", "look at it:")} airdock query "select * from ${stream.table} limit 10"${from}`];
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}
