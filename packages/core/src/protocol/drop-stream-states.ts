import { parseExact } from "./exact-json.ts";
import { elementRanges, type JsonRange, memberRange, valueRange } from "./json-range.ts";
import { isJsonObject, streamMember } from "./member.ts";
import { type StreamKey, streamId } from "./stream.ts";

/** A GLOBAL state line without the `stream_states` of some streams; everything else stays as it was written. */
export function dropStreamStates(line: string, streams: readonly StreamKey[]): string {
  const list = ["state", "global", "stream_states"].reduce<JsonRange | undefined>(
    (range, key) => (range === undefined ? undefined : memberRange(line, range, key)),
    valueRange(line),
  );
  if (list === undefined) return line;
  const dropped = new Set(streams.map(streamId));
  const texts = elementRanges(line, list).map((range) => line.slice(range.start, range.end));
  const kept = texts.filter((text) => !dropped.has(streamIdOf(text)));
  return kept.length === texts.length ? line : `${line.slice(0, list.start)}[${kept.join(",")}]${line.slice(list.end)}`;
}

function streamIdOf(streamState: string): string {
  const value = parseExact(streamState);
  const stream = isJsonObject(value) ? streamMember(value) : undefined;
  return stream === undefined ? "" : streamId(stream);
}
