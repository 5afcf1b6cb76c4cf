import { join } from "node:path";
import { sync as runSync, SyncError, type SyncEvent, type SyncResult } from "@airdock/core";
import { chooseCache } from "./choose-cache.ts";
import type { CommandInput } from "./command.ts";
import { openTarget } from "./open-source.ts";
import type { Project } from "./open-project.ts";
import { readSyncSettings } from "./read-sync-settings.ts";
import type { SourceTarget } from "./source-target.ts";
import type { SyncFlags } from "./sync-flags.ts";
import type { ProgressView } from "./watch-progress.ts";

/** Where a sync is shown, and under which name. */
export interface SyncView {
  readonly view: ProgressView;
  readonly name: string;
  /** Prints an event for programs. */
  readonly print: (event: SyncEvent) => void;
}

/** Reads one target into the cache, showing how it goes. Rejects as `sync` of the library does. */
export async function syncTarget(
  target: SourceTarget,
  { options, terminal, signal }: CommandInput<SyncFlags>,
  { view, name, print }: SyncView,
): Promise<SyncResult> {
  const settings = readSyncSettings(options, target);
  view.begin(name, target.reference);
  const onEvent = (event: SyncEvent): void => {
    view.take(name, event);
    const line = options.debug === true ? describeLog(event) : undefined;
    if (line !== undefined) view.say(terminal.style("dim", line));
    print(event);
  };
  const announce = (step: string): void => onEvent({ type: "connector-preparing", at: new Date().toISOString(), step });
  const choice = chooseCache(options.to, target.project, terminal);
  const [source, cache] = await Promise.all([
    openTarget(target, options, { ...terminal, err: view.say }, signal, announce),
    choice.load(),
  ]);
  // A cache object of the config file serves all connections.
  await using _own = choice.isShared ? undefined : cache;
  try {
    const result = await runSync({ ...settings, source, cache, signal, onEvent, logFolder: logFolder(target.project) });
    view.end(name, result.outcome);
    return result;
  } catch (error) {
    view.end(name, error instanceof SyncError ? error.result.outcome : "failed");
    throw error;
  }
}

/** Where the logs of connectors are kept. */
export function logFolder({ folder }: Pick<Project, "folder">): string {
  return join(folder, ".airdock", "logs");
}

/** The connector's own words, for `--debug`. */
function describeLog(event: SyncEvent): string | undefined {
  if (event.type === "connector-log") return `${event.level} ${event.message}`;
  return event.type === "connector-stderr" ? event.line : undefined;
}
