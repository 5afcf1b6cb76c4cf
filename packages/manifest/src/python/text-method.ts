import { bindArguments } from "./bind-arguments.ts";
import { asInteger } from "./number.ts";
import { formatText } from "./format-text.ts";
import { iteratePython } from "./iterate-python.ts";
import { PythonError } from "./python-error.ts";
import { createTuple } from "./python-tuple.ts";
import { splitAtWhitespace, stripText } from "./strip-text.ts";
import { isTrue } from "./is-true.ts";
import { textTest } from "./text-test.ts";
import { typeName } from "./type-name.ts";
import type { PythonDict, PythonValue } from "./value.ts";

type Arguments = (PythonValue | undefined)[];
type TextMethod = (text: string, positional: readonly PythonValue[], named: PythonDict) => PythonValue;

/** The methods of Python's `str`, each with the text before its arguments. Offsets count UTF-16 units. */
export const textMethods: Readonly<Record<string, TextMethod>> = {
  ...textTest,
  format: formatText,
  format_map: (text, [mapping = {}]) => formatText(text, [], mapping as PythonDict),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  casefold: (text) => text.toLowerCase().replaceAll("ß", "ss"),
  capitalize: (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
  title: (text) => text.replaceAll(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()),
  swapcase: (text) =>
    [...text].map((one) => (one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase())).join(""),
  strip: define("strip", ["chars"], 0, (text, [chars]) => stripText(text, optionalText(chars))),
  lstrip: define("lstrip", ["chars"], 0, (text, [chars]) => stripText(text, optionalText(chars), "left")),
  rstrip: define("rstrip", ["chars"], 0, (text, [chars]) => stripText(text, optionalText(chars), "right")),
  removeprefix: define("removeprefix", ["prefix"], 1, (text, [prefix]) => {
    const start = requiredText(prefix);
    return text.startsWith(start) ? text.slice(start.length) : text;
  }),
  removesuffix: define("removesuffix", ["suffix"], 1, (text, [suffix]) => {
    const end = requiredText(suffix);
    return end !== "" && text.endsWith(end) ? text.slice(0, -end.length) : text;
  }),
  startswith: define("startswith", ["prefix", "start", "end"], 1, (text, [prefix, start, end]) =>
    alternatives(prefix).some((one) => cut(text, start, end).startsWith(one)),
  ),
  endswith: define("endswith", ["suffix", "start", "end"], 1, (text, [suffix, start, end]) =>
    alternatives(suffix).some((one) => cut(text, start, end).endsWith(one)),
  ),
  split: define("split", ["sep", "maxsplit"], 0, (text, [sep, limit]) =>
    splitText(text, sep, readCount(limit, -1), "left"),
  ),
  rsplit: define("rsplit", ["sep", "maxsplit"], 0, (text, [sep, limit]) =>
    splitText(text, sep, readCount(limit, -1), "right"),
  ),
  splitlines: define("splitlines", ["keepends"], 0, (text, [keep]) => splitLines(text, isTrue(keep ?? false))),
  partition: define("partition", ["sep"], 1, (text, [sep]) => {
    const separator = requiredText(sep);
    const at = text.indexOf(separator);
    return createTuple(at < 0 ? [text, "", ""] : [text.slice(0, at), separator, text.slice(at + separator.length)]);
  }),
  rpartition: define("rpartition", ["sep"], 1, (text, [sep]) => {
    const separator = requiredText(sep);
    const at = text.lastIndexOf(separator);
    return createTuple(at < 0 ? ["", "", text] : [text.slice(0, at), separator, text.slice(at + separator.length)]);
  }),
  replace: define("replace", ["old", "new", "count"], 2, (text, [old, by, count]) =>
    replaceText(text, requiredText(old), requiredText(by), readCount(count, -1)),
  ),
  join: define("join", ["iterable"], 1, (text, [items]) =>
    iteratePython(items ?? null)
      .map((item, index) => {
        if (typeof item === "string") return item;
        throw new PythonError("TypeError", `sequence item ${index}: expected str instance, ${typeName(item)} found`);
      })
      .join(text),
  ),
  count: define("count", ["sub", "start", "end"], 1, (text, [sub, start, end]) => {
    const part = cut(text, start, end);
    return requiredText(sub) === "" ? part.length + 1 : part.split(requiredText(sub)).length - 1;
  }),
  find: define("find", ["sub", "start", "end"], 1, (text, parameters) => findText(text, parameters, "indexOf")),
  rfind: define("rfind", ["sub", "start", "end"], 1, (text, parameters) => findText(text, parameters, "lastIndexOf")),
  index: define("index", ["sub", "start", "end"], 1, (text, parameters) =>
    demand(findText(text, parameters, "indexOf")),
  ),
  rindex: define("rindex", ["sub", "start", "end"], 1, (text, parameters) =>
    demand(findText(text, parameters, "lastIndexOf")),
  ),
  zfill: define("zfill", ["width"], 1, (text, [width]) => {
    const sign = /^[-+]/.exec(text)?.[0] ?? "";
    return sign + text.slice(sign.length).padStart(readCount(width, 0) - sign.length, "0");
  }),
  ljust: define("ljust", ["width", "fill"], 1, (text, [width, fill]) =>
    text.padEnd(readCount(width, 0), requiredText(fill ?? " ")),
  ),
  rjust: define("rjust", ["width", "fill"], 1, (text, [width, fill]) =>
    text.padStart(readCount(width, 0), requiredText(fill ?? " ")),
  ),
  center: define("center", ["width", "fill"], 1, (text, [width, fill]) =>
    centerText(text, readCount(width, 0), requiredText(fill ?? " ")),
  ),
  expandtabs: define("expandtabs", ["tabsize"], 0, (text, [size]) => expandTabs(text, readCount(size, 8))),
};

/** Replaces the first `count` occurrences (-1: all). */
export function replaceText(text: string, old: string, by: string, count: number): string {
  if (count < 0) return text.replaceAll(old, () => by);
  let result = text;
  let from = 0;
  for (let done = 0; done < count; done += 1) {
    const at = result.indexOf(old, from);
    if (at < 0 || (old === "" && from > result.length)) break;
    result = result.slice(0, at) + by + result.slice(at + old.length);
    from = at + by.length + (old === "" ? 1 : 0);
  }
  return result;
}

/** Pads a text on both sides; an odd space goes where Python puts it. */
export function centerText(text: string, width: number, fill = " "): string {
  const space = width - [...text].length;
  if (space <= 0) return text;
  const left = Math.floor(space / 2) + (space & width & 1);
  return fill.repeat(left) + text + fill.repeat(space - left);
}

function define(
  name: string,
  parameters: readonly string[],
  required: number,
  run: (text: string, bound: Arguments) => PythonValue,
): TextMethod {
  return (text, positional, named) => run(text, bindArguments(name, parameters, required, positional, named));
}

function requiredText(value: PythonValue | undefined): string {
  if (typeof value === "string") return value;
  throw new PythonError("TypeError", `must be str, not ${typeName(value ?? null)}`);
}

function optionalText(value: PythonValue | undefined): string | null {
  return value === undefined || value === null ? null : requiredText(value);
}

function readCount(value: PythonValue | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const integer = asInteger(value);
  if (integer === undefined)
    throw new PythonError("TypeError", `'${typeName(value)}' object cannot be interpreted as an integer`);
  const count = Number(integer);
  if (count > 10_000_000) throw new PythonError("MemoryError", "a template's result is too long");
  return count;
}

function alternatives(value: PythonValue | undefined): string[] {
  return Array.isArray(value) ? value.map(requiredText) : [requiredText(value)];
}

function cut(text: string, start: PythonValue | undefined, end: PythonValue | undefined): string {
  if (start == null && end == null) return text;
  return text.slice(start == null ? 0 : Number(start), end == null ? undefined : Number(end));
}

function findText(text: string, [sub, start, end]: Arguments, how: "indexOf" | "lastIndexOf"): number {
  const from = start == null ? 0 : Number(start) < 0 ? Math.max(0, text.length + Number(start)) : Number(start);
  const at = cut(text, start, end)[how](requiredText(sub));
  return at < 0 ? -1 : at + from;
}

function demand(index: number): number {
  if (index < 0) throw new PythonError("ValueError", "substring not found");
  return index;
}

function splitText(text: string, separator: PythonValue | undefined, limit: number, from: "left" | "right"): string[] {
  if (separator === undefined || separator === null) return splitAtWhitespace(text, limit, from);
  const by = requiredText(separator);
  if (by === "") throw new PythonError("ValueError", "empty separator");
  const parts = text.split(by);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  return from === "left"
    ? [...parts.slice(0, limit), parts.slice(limit).join(by)]
    : [parts.slice(0, parts.length - limit).join(by), ...parts.slice(parts.length - limit)];
}

function splitLines(text: string, keep: boolean): string[] {
  const lines =
    text.match(/[^\n\v\f\r\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]|$)/g) ?? [];
  const whole = lines.filter((line, index) => line !== "" || index < lines.length - 1).filter((line) => line !== "");
  return keep ? whole : whole.map((line) => line.replace(/(?:\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029])$/, ""));
}

function expandTabs(text: string, size: number): string {
  let column = 0;
  return text.replaceAll(/[^\t\n\r]+|[\t\n\r]/g, (part) => {
    if (part === "\n" || part === "\r") column = 0;
    else if (part === "\t") {
      const spaces = size <= 0 ? 0 : size - (column % size);
      column += spaces;
      return " ".repeat(spaces);
    } else column += part.length;
    return part;
  });
}
