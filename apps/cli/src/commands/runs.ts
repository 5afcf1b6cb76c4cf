import type { StoredRun } from "@airdock/core";
import type { Command } from "../command.ts";
import { type LookFlags, openCache } from "../open-cache.ts";
import { renderCount, renderSeconds } from "../render-count.ts";
import { renderTable } from "../render-table.ts";
import { readLimit } from "../read-limit.ts";

/** `airdock runs`: the latest syncs with their counts, durations and errors, the newest first. */
export const runs: Command<LookFlags & { readonly limit: string }> = async ({ options, terminal, signal }) => {
  const limit = readLimit(options.limit) ?? 20;
  await using cache = await openCache(options, terminal, { access: "read", signal });
  const list = await cache.runs({ signal, limit });
  if (options.json === true) await terminal.out(`${JSON.stringify(list)}\n`);
  else if (list.length === 0) await terminal.out("no runs yet\n");
  else
    await terminal.out(
      `${[renderTable(COLUMNS, list.map(describe), terminal.outColumns), ...list.flatMap(describeError)].join("\n")}\n`,
    );
  return 0;
};

const COLUMNS = [
  { title: "run", align: "right" },
  { title: "connection" },
  { title: "connector" },
  { title: "started (UTC)", whole: true },
  { title: "took", align: "right" },
  { title: "outcome", whole: true },
  { title: "read", align: "right" },
  { title: "written", align: "right" },
] as const;

function describe({ id, connection, connector, connectorVersion, startedAt, endedAt, report }: StoredRun): string[] {
  const sum = (count: "read" | "written"): string =>
    renderCount((report?.streams ?? []).reduce((total, stream) => total + stream[count], 0));
  return [
    String(id),
    connection,
    connectorVersion === undefined ? connector : `${connector} ${connectorVersion}`,
    startedAt.toISOString().slice(0, 16).replace("T", " "),
    endedAt === undefined ? "" : renderSeconds((endedAt.getTime() - startedAt.getTime()) / 1000),
    report?.outcome ?? "unfinished",
    sum("read"),
    sum("written"),
  ];
}

function describeError({ id, report }: StoredRun): string[] {
  return report?.error === undefined ? [] : [`run ${id}: ${report.error.message} [${report.error.code}]`];
}
