import type { PlannedTable, SyncPreview } from "@airdock/core";
import { countThings, renderCount } from "./render-count.ts";
import { renderTable } from "./render-table.ts";
import { escapeLine } from "./terminal/escape-text.ts";
import type { Terminal } from "./terminal/terminal.ts";

const COLUMNS = [
  { title: "stream" },
  { title: "table" },
  { title: "mode" },
  { title: "read" },
  { title: "columns" },
  { title: "stored", align: "right" },
  { title: "deleted", align: "right" },
  { title: "" },
] as const;

/** What a sync would do, for people: a line a stream, which rows would go, and what is refused. */
export function renderPlan(plan: SyncPreview, terminal: Pick<Terminal, "style" | "columns">): string {
  const width = terminal.columns === undefined ? undefined : terminal.columns - 2;
  const { style } = terminal;
  const table = renderTable(COLUMNS, plan.streams.map(describeRow), width);
  return [
    `plan of ${plan.connection} into ${plan.cache} ${style("dim", "· nothing is changed")}`,
    table.replaceAll(/^/gm, "  "),
    ...plan.warnings.map(({ message }) => `  ${style("yellow", "!")} ${escapeLine(message)}`),
    ...plan.streams.flatMap(({ error }) =>
      error === undefined ? [] : [`  ${style("red", "✖")} ${escapeLine(error.message)} [${error.code}]`],
    ),
  ].join("\n");
}

function describeRow(planned: PlannedTable): string[] {
  const { name, namespace, table, mode, primaryKey, syncMode, rows, rowsDeleted, reason, outcome } = planned;
  const key = primaryKey.map((path) => path.join(".")).join(", ");
  return [
    namespace === undefined ? name : `${namespace}.${name}`,
    table,
    mode === "merge" ? `merge by ${key}` : mode,
    syncMode === undefined ? "not" : syncMode === "incremental" ? "what is new" : "all",
    describeColumns(planned),
    renderCount(rows),
    rowsDeleted === 0 ? "" : `${renderCount(rowsDeleted)}${reason === undefined ? "" : ` (${reason})`}`,
    outcome === "refused" ? "refused" : "",
  ];
}

function describeColumns({ exists, columns, addedColumns, widenedColumns }: PlannedTable): string {
  if (!exists) return `${countThings(columns.length, "column")} of a new table`;
  const changes = [
    ...(addedColumns.length === 0 ? [] : [`adds ${addedColumns.join(", ")}`]),
    ...(widenedColumns.length === 0 ? [] : [`widens ${widenedColumns.join(", ")}`]),
  ];
  return changes.length === 0 ? renderCount(columns.length) : `${renderCount(columns.length)}: ${changes.join("; ")}`;
}
