import { AirdockError } from "../error/airdock-error.ts";
import { suggestName } from "../error/nearest-name.ts";
import type { AirbyteCatalog, AirbyteStream } from "../protocol/catalog.ts";
import { splitNames } from "../protocol/split-names.ts";
import { type StreamKey, streamId, streamLabel } from "../protocol/stream.ts";
import { resolveFieldNames } from "./resolve-field-names.ts";
import type { StreamOptions, SyncOptions } from "./sync-options.ts";

/** A stream that is to be read, with everything that was said about how. */
export interface SelectedStream {
  readonly key: StreamKey;
  /** As discovered. */
  readonly stream: AirbyteStream;
  readonly options: StreamOptions;
}

/** Finds the streams that were asked for, in the catalog's order. Throws STREAM_UNKNOWN, or USAGE when none is left. */
export function selectStreams(
  catalog: AirbyteCatalog,
  options: Pick<SyncOptions, "streams" | "streamOptions" | "writeMode">,
): SelectedStream[] {
  const streams = distinctStreams(catalog).map((stream) => ({ stream, key: streamKey(stream) }));
  const wishes = readWishes(splitWish(options.streams, new Set(streams.flatMap(({ key }) => namesOf(key)))));
  const { "*": everyOption = {}, ...ownOptions } = options.streamOptions ?? {};
  checkNames(
    [...wishes.names.keys(), ...Object.keys(ownOptions)],
    streams.map(({ key }) => key),
  );
  const selected = streams.filter(({ key }) => wishes.all || namesOf(key).some((name) => wishes.names.has(name)));
  if (selected.length === 0) {
    throw new AirdockError(streams.length === 0 ? "The source has no streams." : "No stream is chosen.", {
      code: "USAGE",
      hint: streams.length === 0 ? "Check what its config selects." : "Name at least one, or leave the choice out.",
    });
  }
  if (selected.length > maxStreams) throw tooMany(selected.length);
  return selected.map(({ key, stream }) => {
    const own = namesOf(key).flatMap((name) => [ownOptions[name] ?? {}, wishes.names.get(name) ?? {}]);
    const merged = mergeOptions([{ mode: options.writeMode }, everyOption, wishes.defaults, ...own]);
    return { key, stream, options: resolveFieldNames(stream, merged) };
  });
}

/** Each stream gets a table of its own, and has room in memory during a sync. */
const maxStreams = 20_000;

function tooMany(count: number): AirdockError {
  return new AirdockError(`${count} streams are chosen; one sync takes ${maxStreams} at most.`, {
    code: "TOO_MANY_STREAMS",
    hint: "Choose the streams you need, or split them among several connections.",
    data: { count, limit: maxStreams },
  });
}

/** A stream's key; a namespace that is null or empty is none. */
export function streamKey(stream: Pick<AirbyteStream, "name" | "namespace">): StreamKey {
  return stream.namespace ? { name: stream.name, namespace: stream.namespace } : { name: stream.name };
}

interface Wishes {
  readonly all: boolean;
  readonly names: ReadonlyMap<string, StreamOptions>;
  readonly defaults: StreamOptions;
}

function splitWish(
  streams: SyncOptions["streams"],
  known: ReadonlySet<string>,
): Exclude<SyncOptions["streams"], string> {
  return typeof streams === "string" ? splitNames(streams, ",", known) : streams;
}

function readWishes(streams: Exclude<SyncOptions["streams"], string>): Wishes {
  const entries: [string, StreamOptions][] = isList(streams)
    ? streams.map((name) => [name, {}])
    : Object.entries(streams ?? { "*": {} });
  const names = new Map(entries.filter(([name]) => name !== "*"));
  const defaults = entries.find(([name]) => name === "*")?.[1];
  return {
    all: defaults !== undefined && (names.size === 0 || isList(streams)),
    names,
    defaults: defaults ?? {},
  };
}

function isList(streams: Exclude<SyncOptions["streams"], string>): streams is readonly string[] {
  return Array.isArray(streams);
}

/** The plain name, then the fuller one, whose options win. */
function namesOf(key: StreamKey): string[] {
  return [...new Set([key.name, streamLabel(key)])];
}

function checkNames(names: readonly string[], keys: readonly StreamKey[]): void {
  const known = new Set(keys.flatMap(namesOf));
  for (const name of names) {
    if (known.has(name)) continue;
    throw new AirdockError(`The source has no stream ${name}.`, {
      code: "STREAM_UNKNOWN",
      hint: suggestName(name, new Set(keys.map(streamLabel))),
      data: { stream: name },
    });
  }
}

function distinctStreams(catalog: AirbyteCatalog): AirbyteStream[] {
  return [
    ...new Map(catalog.streams.toReversed().map((stream) => [streamId(streamKey(stream)), stream])).values(),
  ].reverse();
}

function mergeOptions(layers: readonly StreamOptions[]): StreamOptions {
  const given = layers.flatMap((layer) => Object.entries(layer).filter(([, value]) => value !== undefined));
  return Object.fromEntries(given);
}
