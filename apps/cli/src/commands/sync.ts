import { join } from "node:path";
import { AirdockError, sync as runSync, SyncError, type SyncResult } from "@airdock/core";
import type { Command, CommandInput } from "../command.ts";
import { loadCache } from "../load-cache.ts";
import { openSource, type SourceFlags } from "../open-source.ts";
import { renderError } from "../render-error.ts";
import { renderSummary } from "../render-summary.ts";
import { exitStatus } from "../report-error.ts";
import { readStreamNames, readStreamOptions } from "../stream-option.ts";
import { watchProgress } from "../watch-progress.ts";

/** The flags of `airdock sync`. */
export interface SyncFlags extends SourceFlags {
  readonly to: string;
  readonly streams?: string;
  readonly writeMode: string;
  readonly fullRefresh?: true | string;
  readonly streamOption: readonly string[];
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
    terminal.err(renderSummary(result, options.to, terminal));
    return 0;
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    if (options.json === true) await terminal.out(`${JSON.stringify(error.result)}\n`);
    terminal.err(renderSummary(error.result, options.to, terminal));
    terminal.err(renderError(error.toJSON(), terminal));
    return exitStatus(error);
  }
};

async function readIntoCache({ args, options, terminal, signal }: CommandInput<SyncFlags>): Promise<SyncResult> {
  const streams = readStreamNames(options.streams);
  const streamOptions = readStreamOptions(options.streamOption);
  const source = await openSource(args[0] ?? "", options, terminal, signal);
  await using cache = await loadCache(options.to, terminal);
  using view = watchProgress(terminal);
  return await runSync({
    source,
    cache,
    streams,
    streamOptions,
    writeMode: readWriteMode(options.writeMode),
    fullRefresh: readFullRefresh(options.fullRefresh),
    acceptChange: options.acceptChange ?? false,
    strict: options.strict ?? false,
    logFolder: join(terminal.cwd, ".airdock", "logs"),
    signal,
    onEvent: (event) => {
      view.take(event);
      if (options.events === true) void terminal.out(`${JSON.stringify(event)}\n`);
    },
  });
}

function readWriteMode(text: string): "auto" | "append" | "replace" | "merge" {
  if (text === "auto" || text === "append" || text === "replace" || text === "merge") return text;
  throw new AirdockError(`--write-mode ${text} is none of auto, append, replace, merge`, {
    code: "USAGE",
    hint: "leave it out to let the stream decide",
  });
}

function readFullRefresh(flag: true | string | undefined): boolean | "keep" {
  if (flag === undefined || flag === true) return flag ?? false;
  if (flag === "keep") return "keep";
  throw new AirdockError(`--full-refresh=${flag} is not known`, {
    code: "USAGE",
    hint: "write --full-refresh, or --full-refresh=keep to keep the rows of before",
  });
}
