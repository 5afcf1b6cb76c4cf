import { AirdockError } from "@airdock/core";
import type { Project } from "./open-project.ts";
import { findTarget, type SourceTarget } from "./source-target.ts";
import type { SyncFlags } from "./sync-flags.ts";

/** What a command is to work on: several words, or all connections of the config file. Throws USAGE. */
export function chooseTargets(
  command: "sync" | "check",
  words: readonly string[],
  flags: Pick<SyncFlags, "name" | "config" | "set" | "streams">,
  project: Project,
): SourceTarget[] {
  const names = words.length > 0 ? [...new Set(words)] : project.config?.names;
  if (names === undefined)
    throw usage(
      "Which source? There is no config file here.",
      `Name one: airdock ${command} sample:shop, or make a config file: airdock init`,
    );
  if (names.length === 0) throw usage("The config file has no connections.", "Add one: airdock init");
  for (const [flag, value] of Object.entries({
    name: flags.name,
    config: flags.config,
    set: flags.set,
    streams: flags.streams,
  }))
    if (value !== undefined)
      throw usage(
        `--${flag} is for one source, and there are ${names.length}.`,
        `Name the source: airdock ${command} SOURCE`,
      );
  return names.map((name) => findTarget(name, project));
}

function usage(message: string, hint: string): AirdockError {
  return new AirdockError(message, { code: "USAGE", hint });
}
