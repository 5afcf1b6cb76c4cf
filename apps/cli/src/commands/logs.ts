import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { relative } from "node:path";
import { createInterface } from "node:readline";
import { AirdockError, runLogPath, type StoredRun } from "@airdock/core";
import type { Command, CommandInput } from "../command.ts";
import { type LookFlags, openCache } from "../open-cache.ts";
import { openProject } from "../open-project.ts";
import { readRunNumber } from "../read-limit.ts";
import type { Style } from "../terminal/screen-style.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { logFolder } from "../sync-target.ts";

/** The flags of `airdock logs`. */
export interface LogsFlags extends LookFlags {
  readonly connection?: string;
  readonly level?: string;
}

const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/** `airdock logs`: what the connector said in a run, the latest one unless a run is named. */
export const logs: Command<LogsFlags> = async (input) => {
  const { options, terminal } = input;
  const level = readLevel(options.level);
  const folder = logFolder(await openProject(options, terminal));
  const { run, path } = await findLog(await listRuns(input), folder);
  terminal.err(
    terminal.style(
      "dim",
      `run ${run.id} of ${run.connection}, ${run.startedAt.toISOString()}: ${relative(terminal.cwd, path)}`,
    ),
  );
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const entry = readEntry(line);
    if (entry === undefined || LEVELS.indexOf(entry.level) < level) continue;
    if (options.json === true) await terminal.json(`${line}\n`);
    else await terminal.out(`${renderEntry(entry, terminal)}\n`);
  }
  return 0;
};

function readLevel(text: string | undefined): number {
  const level = LEVELS.indexOf((text ?? "TRACE").toUpperCase());
  if (level >= 0) return level;
  throw new AirdockError(`There is no --level ${text}.`, {
    code: "USAGE",
    hint: `Choose one of ${LEVELS.join(", ").toLowerCase()}.`,
  });
}

/** The run that is asked for, else the latest ones. */
async function listRuns({ args, options, terminal, signal }: CommandInput<LogsFlags>): Promise<readonly StoredRun[]> {
  const id = readRunNumber(args[0]);
  await using cache = await openCache(options, terminal, { access: "read", signal });
  const { connection } = options;
  const about = connection === undefined ? {} : { connection };
  const runs = await cache.runs({ signal, ...about, ...(id === undefined ? { limit: 50 } : {}) });
  const found = id === undefined ? runs : runs.filter((run) => run.id === id);
  if (found.length > 0) return found;
  const what = id === undefined ? `no run${connection === undefined ? "" : ` of ${connection}`}` : `no run ${id}`;
  throw new AirdockError(`${cache.name} has ${what}.`, { code: "NOT_IN_CACHE", hint: "`airdock runs` lists them." });
}

/** The first of the runs that has a log: a change of states is a run in which no connector speaks. */
async function findLog(
  runs: readonly StoredRun[],
  folder: string,
): Promise<{ readonly run: StoredRun; readonly path: string }> {
  for (const run of runs) {
    const path = runLogPath({ folder, connection: run.connection, run: run.id });
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return { run, path };
  }
  throw new AirdockError(`There is no log of run ${runs[0]?.id} of ${runs[0]?.connection} here.`, {
    code: "FILE_UNREADABLE",
    hint: "Logs are kept in the project's folder, for the last 20 runs of a connection.",
  });
}

interface LogEntry {
  readonly at: string;
  readonly level: string;
  readonly text: string;
}

function readEntry(line: string): LogEntry | undefined {
  let event: Readonly<Record<string, unknown>>;
  try {
    event = JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    // The last line of a run that was killed.
    return undefined;
  }
  const at = String(event["at"] ?? "");
  if (event["type"] === "connector-stderr") return { at, level: "INFO", text: String(event["line"]) };
  if (event["type"] === "connector-error") {
    const inner = event["internalMessage"] === undefined ? "" : `\n${String(event["internalMessage"])}`;
    return { at, level: "ERROR", text: `${String(event["message"])}${inner}` };
  }
  if (event["type"] === "log-cut") return { at, level: "WARN", text: "the log is full; what came after is not kept" };
  return { at, level: String(event["level"] ?? "INFO"), text: String(event["message"] ?? "") };
}

const STYLES: Record<string, Style> = { ERROR: "red", FATAL: "red", WARN: "yellow", DEBUG: "dim", TRACE: "dim" };

function renderEntry({ at, level, text }: LogEntry, terminal: Pick<Terminal, "style">): string {
  const style = STYLES[level];
  const label = level.padEnd(5);
  return `${at.slice(11, 19)} ${style === undefined ? label : terminal.style(style, label)} ${text.replaceAll("\n", "\n               ")}`;
}
