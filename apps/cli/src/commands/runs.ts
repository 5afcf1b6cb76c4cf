import type { StoredRun } from "@airdock/core";
import type { Command } from "../command.ts";
import { loadCache } from "../load-cache.ts";
import { renderCount, renderSeconds } from "../render-count.ts";
import { renderTable } from "../render-table.ts";
import { readLimit } from "./read.ts";
import type { LookFlags } from "./tables.ts";

/** `airdock runs`: the latest syncs with their counts, durations and errors, the newest first. */
export const runs: Command<LookFlags & { readonly limit: string }> = async ({ options, terminal, signal }) => {
  await using cache = await loadCache(options.from, terminal);
  await cache.open({ access: "read", signal });
  const list = await cache.runs({ signal, limit: readLimit(options.limit) ?? 20 });
  if (options.json === true) await terminal.out(`${JSON.stringify(list)}\n`);
  else await terminal.out(`${list.length === 0 ? "no runs yet" : renderTable(columns, list.map(describe))}\n`);
  return 0;
};

const columns = [
  { title: "run", align: "right" as const },
  { title: "connection" },
  { title: "connector" },
  { title: "started" },
  { title: "took" },
  { title: "outcome" },
  { title: "read", align: "right" as const },
  { title: "written", align: "right" as const },
  { title: "error" },
];

function describe({ id, connection, connector, connectorVersion, startedAt, endedAt, report }: StoredRun): string[] {
  const sum = (count: "read" | "written"): string =>
    renderCount((report?.streams ?? []).reduce((total, stream) => total + stream[count], 0));
  return [
    String(id),
    connection,
    connectorVersion === undefined ? connector : `${connector} ${connectorVersion}`,
    startedAt.toISOString().slice(0, 19).replace("T", " "),
    endedAt === undefined ? "" : renderSeconds((endedAt.getTime() - startedAt.getTime()) / 1000),
    report?.outcome ?? "unfinished",
    sum("read"),
    sum("written"),
    report?.error === undefined ? "" : `${report.error.message} [${report.error.code}]`,
  ];
}
