import { parseExact } from "./exact-json.ts";
import { elementRanges, memberRange, valueRange } from "./json-range.ts";
import { isJsonObject, objectMember } from "./member.ts";
import { parseState } from "./parse-state.ts";
import type { StateMessage } from "./state.ts";

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
  return ranges.map((range) =>
    parseStateLine(`{"type":"STATE","state":${onOneLine(text.slice(range.start, range.end))}}`),
  );
}

/** The state in a stored STATE line; undefined when it holds none. */
export function parseStateLine(line: string): StateMessage | undefined {
  const value = parseExact(line);
  const payload = isJsonObject(value) ? objectMember(value, "state") : undefined;
  return payload === undefined ? undefined : parseState(payload, line);
}

/** The text of the `state` value of a STATE line, as the source wrote it: numbers, spaces and unknown fields included. */
export function stateValueText(line: string): string {
  const range = memberRange(line, valueRange(line), "state");
  return range === undefined ? "null" : line.slice(range.start, range.end);
}

/** Line ends can only stand between the tokens of JSON text. */
function onOneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}
