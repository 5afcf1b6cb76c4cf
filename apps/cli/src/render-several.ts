import { countThings, renderCount, renderSeconds } from "./render-count.ts";
import { renderTable } from "./render-table.ts";
import type { SeveralResult } from "./several-result.ts";
import type { Terminal } from "./terminal/terminal.ts";

const COLUMNS = [
  { title: "connection" },
  { title: "streams", align: "right" },
  { title: "read", align: "right", spare: true },
  { title: "written", align: "right" },
  { title: "left out", align: "right" },
  { title: "took", align: "right" },
  { title: "" },
] as const;

/** What became of several syncs, for people: a line a connection. */
export function renderSeveral(
  results: readonly SeveralResult[],
  seconds: number,
  terminal: Pick<Terminal, "style" | "columns">,
): string {
  const width = terminal.columns === undefined ? undefined : terminal.columns - 2;
  const table = renderTable(COLUMNS, results.map(describeRow), width);
  return [headline(results, seconds, terminal), table.replaceAll(/^/gm, "  ")].join("\n");
}

function headline(results: readonly SeveralResult[], seconds: number, { style }: Pick<Terminal, "style">): string {
  const took = style("dim", `· ${renderSeconds(seconds)}`);
  const ok = results.filter(({ status }) => status === 0).length;
  if (ok === results.length) return `${style(["green", "bold"], "✔")} ${countThings(ok, "connection")} synced ${took}`;
  const mark = ok === 0 ? style(["red", "bold"], "✖") : style(["yellow", "bold"], "!");
  return `${mark} ${ok} of ${countThings(results.length, "connection")} went well ${took}`;
}

function describeRow({ name, report, error }: SeveralResult): string[] {
  if (report === undefined) return [name, "", "", "", "", "", error?.code === "INTERRUPTED" ? "stopped" : "failed"];
  const { streams, rejected, outcome } = report;
  const ok = streams.filter((stream) => stream.outcome === "ok").length;
  const sum = (count: "read" | "written"): string =>
    renderCount(streams.reduce((total, stream) => total + stream[count], 0));
  const leftOut = rejected.reduce((total, { count }) => total + count, 0);
  const ending = error?.code === "INTERRUPTED" ? "stopped" : outcome;
  return [
    name,
    ok === streams.length ? String(ok) : `${ok} of ${streams.length}`,
    sum("read"),
    sum("written"),
    leftOut === 0 ? "" : renderCount(leftOut),
    renderSeconds(report.seconds),
    outcome === "ok" ? "" : ending,
  ];
}
