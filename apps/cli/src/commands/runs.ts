import { AirdockError, type StoredRun, streamLabel } from "@airdock/core";
import type { Command } from "../command.ts";
import { type LookFlags, openCache } from "../open-cache.ts";
import { renderBytes, renderCount, renderSeconds } from "../render-count.ts";
import { renderError } from "../render-error.ts";
import { renderTable } from "../render-table.ts";
import { readLimit, readRunNumber } from "../read-limit.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The flags of `airdock runs`. */
export interface RunsFlags extends LookFlags {
  readonly limit: string;
  readonly connection?: string;
}

/** `airdock runs`: the latest syncs with their counts, durations and errors, the newest first; one run stream by stream. */
export const runs: Command<RunsFlags> = async ({ args, options, terminal, signal }) => {
  const limit = readLimit(options.limit) ?? 20;
  const id = readRunNumber(args[0]);
  await using cache = await openCache(options, terminal, { access: "read", signal });
  const { connection } = options;
  const about = connection === undefined ? {} : { connection };
  const list = await cache.runs({ signal, ...about, ...(id === undefined ? { limit } : {}) });
  if (id !== undefined) {
    const run = list.find((each) => each.id === id);
    if (run === undefined) throw noRun(id, cache.name);
    if (options.json === true) await terminal.json(`${JSON.stringify(run)}\n`);
    else await terminal.out(`${renderRun(run, terminal)}\n`);
  } else if (options.json === true) await terminal.json(`${JSON.stringify(list)}\n`);
  else if (list.length === 0) await terminal.out("no runs yet\n");
  else {
    const table = renderTable(COLUMNS, list.map(describe), terminal.outColumns);
    await terminal.out(`${[table, ...list.flatMap(describeError)].join("\n")}\n`);
  }
  return 0;
};

const COLUMNS = [
  { title: "run", align: "right" },
  { title: "connection" },
  { title: "connector", spare: true },
  { title: "started (UTC)", whole: true },
  { title: "took", align: "right" },
  { title: "outcome", whole: true },
  { title: "read", align: "right", spare: true },
  { title: "written", align: "right" },
] as const;

function describe(run: StoredRun): string[] {
  const { id, connection, report } = run;
  const sum = (count: "read" | "written"): string =>
    renderCount((report?.streams ?? []).reduce((total, stream) => total + stream[count], 0));
  return [
    String(id),
    connection,
    nameConnector(run),
    run.startedAt.toISOString().slice(0, 16).replace("T", " "),
    renderDuration(run),
    report?.outcome ?? "unfinished",
    sum("read"),
    sum("written"),
  ];
}

function nameConnector({ connector, connectorVersion }: StoredRun): string {
  const name = connector.replace(/^(?:path|name):/, "");
  return connectorVersion === undefined ? name : `${name} ${connectorVersion}`;
}

function renderDuration({ startedAt, endedAt }: StoredRun): string {
  return endedAt === undefined ? "" : renderSeconds((endedAt.getTime() - startedAt.getTime()) / 1000);
}

function describeError({ id, report }: StoredRun): string[] {
  if (report?.error === undefined) return [];
  const { message, cause = "", code } = report.error;
  const [why = ""] = cause.split("\n");
  return [`run ${id}: ${message.split("\n")[0]}${why === "" ? "" : ` ${why}`} [${code}]`];
}

const STREAM_COLUMNS = [
  { title: "stream" },
  { title: "outcome", whole: true },
  { title: "read", align: "right" },
  { title: "written", align: "right" },
  { title: "left out", align: "right" },
  { title: "changed", align: "right" },
  { title: "states", align: "right" },
  { title: "size", align: "right" },
] as const;

/** One run: when, how long, what of each stream, and why it failed. */
function renderRun(run: StoredRun, terminal: Pick<Terminal, "outColumns" | "style">): string {
  const { id, connection, startedAt, report } = run;
  const streams = (report?.streams ?? []).map((stream) => [
    streamLabel(stream.stream),
    stream.outcome,
    ...[stream.read, stream.written, stream.rejected, stream.changed, stream.states].map(renderCount),
    renderBytes(stream.bytes),
  ]);
  return [
    `run ${id} of ${connection}, ${nameConnector(run)}: ${report?.outcome ?? "unfinished"}`,
    `started ${startedAt.toISOString()}${run.endedAt === undefined ? "" : `, took ${renderDuration(run)}`}`,
    ...(streams.length === 0 ? [] : [renderTable(STREAM_COLUMNS, streams, terminal.outColumns)]),
    ...(report?.error === undefined ? [] : [renderError(report.error, { style: (_style, text) => text })]),
  ].join("\n");
}

function noRun(id: number, cache: string): AirdockError {
  return new AirdockError(`${cache} has no run ${id}.`, { code: "NOT_IN_CACHE", hint: "`airdock runs` lists them." });
}
