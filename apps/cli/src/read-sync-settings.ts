import { AirdockError, parseCadence, type StreamOptions, type SyncOptions } from "@airdock/core";
import { readDuration } from "./read-duration.ts";
import { readStreamOptions } from "./stream-option.ts";
import type { SourceTarget } from "./source-target.ts";
import type { SyncFlags } from "./sync-flags.ts";

type SyncSettings = Pick<
  SyncOptions,
  | "streams"
  | "streamOptions"
  | "writeMode"
  | "fullRefresh"
  | "acceptChange"
  | "strict"
  | "stallAfter"
  | "waitMs"
  | "finalizeEvery"
>;

/** How a target is to be synced: what the command line says goes before the config file. Throws USAGE. */
export function readSyncSettings(flags: SyncFlags, { settings }: SourceTarget): SyncSettings {
  const { streams, options } = chooseStreams(flags, settings.streams);
  const stallAfter = readDuration("--stall-after", flags.stallAfter, 1) ?? secondsToMs(settings.stallAfter);
  const waitMs = readDuration("--wait", flags.wait);
  const finalizeEvery = readCadence(flags, settings);
  return {
    streams,
    streamOptions: options,
    writeMode: flags.writeMode === undefined ? settings.writeMode : readWriteMode(flags.writeMode),
    fullRefresh: readFullRefresh(flags.fullRefresh),
    acceptChange: flags.acceptChange ?? false,
    strict: flags.strict ?? false,
    ...(stallAfter === undefined ? {} : { stallAfter }),
    ...(waitMs === undefined ? {} : { waitMs }),
    ...(finalizeEvery === undefined ? {} : { finalizeEvery }),
  };
}

function readCadence(flags: SyncFlags, settings: SourceTarget["settings"]): SyncOptions["finalizeEvery"] {
  if (flags.checkpointEvery !== undefined) return parseCadence(flags.checkpointEvery, "--checkpoint-every");
  const { checkpointEvery } = settings;
  return checkpointEvery === undefined ? undefined : parseCadence(checkpointEvery, "checkpointEvery");
}

interface ChosenStreams {
  readonly streams: SyncOptions["streams"];
  readonly options: Readonly<Record<string, StreamOptions>>;
}

/** Names on the command line choose; how each is read is taken together, option by option. */
function chooseStreams(
  { streams: names, streamOption = [] }: SyncFlags,
  configured: SyncOptions["streams"],
): ChosenStreams {
  const options = readStreamOptions(streamOption);
  if (names === undefined && streamOption.length === 0) return { streams: configured, options };
  const isList = configured === undefined || typeof configured === "string" || Array.isArray(configured);
  const own = isList ? {} : (configured as Readonly<Record<string, StreamOptions>>);
  const merged = { ...own };
  for (const [stream, change] of Object.entries(options)) merged[stream] = { ...merged[stream], ...change };
  const chosen = Object.keys(own).filter((name) => name !== "*");
  const streams = names ?? (isList ? configured : chosen.length === 0 ? undefined : chosen);
  return { streams, options: merged };
}

function secondsToMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
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
