import { parseExact } from "./exact-json.ts";
import { elementRanges, type JsonRange, memberRange, valueRange } from "./json-range.ts";
import { isJsonObject, objectMember, streamMember } from "./member.ts";
import { parseState } from "./parse-state.ts";
import type { StateMessage } from "./state.ts";
import { type StreamKey, streamId } from "./stream.ts";

/** The text of the `state` value of a STATE line, as the source wrote it: numbers, spaces and unknown fields included. */
export function stateValueText(line: string): string {
  const range = memberRange(line, valueRange(line), "state");
  return range === undefined ? "null" : textOf(line, range);
}

/** What a connector gets for `--state`: the `state` values of stored STATE lines, in one JSON array. */
export function stateArgument(lines: readonly string[]): string {
  return `[${lines.map(stateValueText).join(",")}]`;
}

/**
 * The states in a `--state` argument or an export of such: an array, or a single state. Each comes back as a STATE line of
 * its own. Elements that hold no state are `undefined`. Throws SyntaxError when `text` is not JSON.
 */
export function parseStateArgument(text: string): (StateMessage | undefined)[] {
  const value = parseExact(text);
  const whole = valueRange(text);
  const ranges = Array.isArray(value) ? elementRanges(text, whole) : [whole];
  return ranges.map((range) => parseStateLine(`{"type":"STATE","state":${onOneLine(textOf(text, range))}}`));
}

/** The state in a stored STATE line; undefined when it holds none. */
export function parseStateLine(line: string): StateMessage | undefined {
  const value = parseExact(line);
  const payload = isJsonObject(value) ? objectMember(value, "state") : undefined;
  return payload === undefined ? undefined : parseState(payload, line);
}

/** A GLOBAL state line without the `stream_states` of some streams; everything else stays as it was written. */
export function dropStreamStates(line: string, streams: readonly StreamKey[]): string {
  const list = ["state", "global", "stream_states"].reduce<JsonRange | undefined>(
    (range, key) => (range === undefined ? undefined : memberRange(line, range, key)),
    valueRange(line),
  );
  if (list === undefined) return line;
  const dropped = new Set(streams.map(streamId));
  const texts = elementRanges(line, list).map((range) => textOf(line, range));
  const kept = texts.filter((text) => !dropped.has(streamIdOf(text)));
  return kept.length === texts.length ? line : `${line.slice(0, list.start)}[${kept.join(",")}]${line.slice(list.end)}`;
}

function streamIdOf(streamState: string): string {
  const value = parseExact(streamState);
  const stream = isJsonObject(value) ? streamMember(value) : undefined;
  return stream === undefined ? "" : streamId(stream);
}

/** Line ends can only stand between the tokens of JSON text. */
function onOneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}

function textOf(text: string, range: JsonRange): string {
  return text.slice(range.start, range.end);
}
