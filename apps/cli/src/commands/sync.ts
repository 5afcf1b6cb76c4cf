import { join } from "node:path";
import { AirdockError, sync as runSync, SyncError, type SyncEvent, type SyncResult } from "@airdock/core";
import type { Command, CommandInput } from "../command.ts";
import { loadCache } from "../load-cache.ts";
import { openSource, type SourceFlags } from "../open-source.ts";
import { renderError } from "../render-error.ts";
import { renderSummary } from "../render-summary.ts";
import { exitStatus } from "../report-error.ts";
import { readStreamNames, readStreamOptions } from "../stream-option.ts";
import type { Terminal } from "../terminal.ts";
import { watchProgress } from "../watch-progress.ts";

/** The flags of `airdock sync`. */
export interface SyncFlags extends SourceFlags {
  readonly to: string;
  readonly streams?: string;
  readonly writeMode: string;
  readonly fullRefresh?: true | string;
  readonly streamOption?: readonly string[];
  readonly acceptChange?: boolean;
  readonly strict?: boolean;
  readonly events?: boolean;
}

/** `airdock sync`: reads a source into a cache, shows progress, then what became of each stream. */
export const sync: Command<SyncFlags> = async (input) => {
  const { options, terminal } = input;
  try {
    const result = await readIntoCache(input);
    if (options.json === true) await terminal.out(`${JSON.stringify(result)}\n`);
    terminal.err(renderSummary(result, { cache: options.to, logFolder: logFolder(terminal) }, terminal));
    return 0;
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const { result } = error;
    if (options.json === true) await terminal.out(`${JSON.stringify(result)}\n`);
    terminal.err(renderSummary(result, { cache: options.to, logFolder: logFolder(terminal) }, terminal));
    terminal.err(renderError(error.toJSON(), terminal));
    return exitStatus(error);
  }
};

async function readIntoCache({ args, options, terminal, signal }: CommandInput<SyncFlags>): Promise<SyncResult> {
  const [reference = ""] = args;
  const settings = {
    streams: readStreamNames(options.streams),
    streamOptions: readStreamOptions(options.streamOption ?? []),
    writeMode: readWriteMode(options.writeMode),
    fullRefresh: readFullRefresh(options.fullRefresh),
    acceptChange: options.acceptChange ?? false,
    strict: options.strict ?? false,
    logFolder: logFolder(terminal),
  };
  // Events on the same screen would be drawn over.
  const live = terminal.live && !(options.events === true && terminal.outColumns !== undefined);
  using view = watchProgress(reference, terminal, live);
  const onEvent = (event: SyncEvent): void => {
    view.take(event);
    const line = options.debug === true ? describeLog(event) : undefined;
    if (line !== undefined) view.say(terminal.style("dim", line));
    if (options.events === true) void terminal.out(`${JSON.stringify(event)}\n`);
  };
  const announce = (step: string): void => onEvent({ type: "connector-preparing", at: new Date().toISOString(), step });
  const [source, loaded] = await Promise.all([
    openSource(reference, options, { ...terminal, err: view.say }, signal, announce),
    loadCache(options.to, terminal),
  ]);
  await using cache = loaded;
  const stopping = (): void => view.say("stopping at a clean point; Ctrl-C once more ends at once");
  signal.addEventListener("abort", stopping, { once: true });
  try {
    return await runSync({
      ...settings,
      source,
      cache,
      signal,
      onEvent,
    });
  } finally {
    signal.removeEventListener("abort", stopping);
  }
}

function logFolder({ cwd }: Pick<Terminal, "cwd">): string {
  return join(cwd, ".airdock", "logs");
}

/** The connector's own words, for `--debug`. */
function describeLog(event: SyncEvent): string | undefined {
  if (event.type === "connector-log") return `${event.level} ${event.message}`;
  return event.type === "connector-stderr" ? event.line : undefined;
}

function readWriteMode(text: string): "auto" | "append" | "replace" | "merge" {
  if (text === "auto" || text === "append" || text === "replace" || text === "merge") return text;
  throw new AirdockError(`--write-mode ${text} is none of auto, append, replace, merge.`, {
    code: "USAGE",
    hint: "Leave it out to let the stream decide.",
  });
}

function readFullRefresh(flag: true | string | undefined): boolean | "keep" {
  if (flag === undefined || flag === true) return flag ?? false;
  if (flag === "keep") return "keep";
  throw new AirdockError(`--full-refresh=${flag} is not known.`, {
    code: "USAGE",
    hint: "Write --full-refresh, or --full-refresh=keep to keep the rows of before.",
  });
}
