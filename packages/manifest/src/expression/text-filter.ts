import { bindArguments } from "../python/bind-arguments.ts";
import { computePython } from "../python/compute-python.ts";
import { dictMethods, pairsOf } from "../python/dict-method.ts";
import { formatPercent } from "../python/format-percent.ts";
import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import { iteratePython } from "../python/iterate-python.ts";
import { asInteger } from "../python/number.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { PythonObject } from "../python/python-object.ts";
import { createTuple, PythonTuple } from "../python/python-tuple.ts";
import { stripText } from "../python/strip-text.ts";
import { centerText, replaceText, textMethods } from "../python/text-method.ts";
import { Undefined } from "../python/undefined.ts";
import type { PythonValue } from "../python/value.ts";
import type { Filter } from "./environment.ts";
import { quoteUrl } from "./quote-url.ts";
import { lengthOf } from "./list-filter.ts";
import { requireText } from "./require-text.ts";
import { wrapText } from "./wrap-text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "'": "&#39;",
  '"': "&#34;",
};
const escape: Filter = (value) => escapeText(printPython(value));
const keep: Filter = (value) => printPython(value);

/** Filters for texts; whatever comes in is printed first, as jinja does. Markup is plain text here: nothing escapes by itself. */
export const textFilters: Readonly<Record<string, Filter>> = {
  escape,
  e: escape,
  forceescape: escape,
  safe: keep,
  upper: (value) => printPython(value).toUpperCase(),
  lower: (value) => printPython(value).toLowerCase(),
  capitalize: (value) => callText("capitalize", value),
  title: (value) =>
    printPython(value).replaceAll(/[^-\s({[<]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()),
  trim: (value, positional, named) => {
    const [characters = null] = bindArguments("do_trim", ["chars"], 0, positional, named);
    return stripText(printPython(value), characters === null ? null : printPython(characters));
  },
  replace: (value, positional, named) => {
    const [old = null, by = null, count = null] = bindArguments(
      "do_replace",
      ["old", "new", "count"],
      2,
      positional,
      named,
    );
    return replaceText(
      printPython(value),
      printPython(old),
      printPython(by),
      count === null ? -1 : Number(asInteger(count) ?? -1),
    );
  },
  center: (value, positional, named) => {
    const [width = 80] = bindArguments("do_center", ["width"], 0, positional, named);
    return centerText(printPython(value), Math.min(Number(asInteger(width) ?? 0), 100_000));
  },
  format: (value, positional, named) =>
    formatPercent(printPython(value), Object.keys(named).length > 0 ? named : createTuple(positional)),
  striptags: (value) =>
    printPython(value)
      .replaceAll(/<!--[^]*?-->|<[^>]*>/g, "")
      .split(/\s+/)
      .filter((word) => word !== "")
      .join(" ")
      .replaceAll(
        /&(?:amp|lt|gt|quot|#39|#34);/g,
        (entity) =>
          ({ "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#34;": '"' })[entity] ?? entity,
      ),
  truncate: (value, positional, named) => {
    const [length = 255, cut = false, end = "...", leeway = null] = bindArguments(
      "do_truncate",
      ["length", "killwords", "end", "leeway"],
      0,
      positional,
      named,
    );
    const [size, tail, tolerance] = [Number(length), printPython(end), leeway === null ? 5 : Number(leeway)];
    if (size < tail.length) throw new PythonError("AssertionError", `expected length >= ${tail.length}, got ${size}`);
    if (lengthOf(value) <= size + tolerance) return value;
    const text = requireText(value, "rsplit");
    const head = [...text].slice(0, size - tail.length).join("");
    return (isTrue(cut) || !head.includes(" ") ? head : head.slice(0, head.lastIndexOf(" "))) + tail;
  },
  wordcount: (value) => (printPython(value).match(/[\p{L}\p{N}_]+/gu) ?? []).length,
  wordwrap: (value, positional, named) => {
    const [width = 79, cut = true, by = "\n"] = bindArguments(
      "do_wordwrap",
      ["width", "break_long_words", "wrapstring"],
      0,
      positional,
      named,
    );
    return wrapText(printPython(value), Number(width), isTrue(cut), printPython(by));
  },
  indent: (value, positional, named) => {
    const [width = 4, first = false, blank = false] = bindArguments(
      "do_indent",
      ["width", "first", "blank"],
      0,
      positional,
      named,
    );
    const space = typeof width === "string" ? width : " ".repeat(Math.min(Number(width), 10_000));
    if (typeof value !== "string" && (!Array.isArray(value) || value instanceof PythonTuple))
      computePython("+", value, "\n");
    const lines = iteratePython(callText("splitlines", `${requireText(value, "splitlines")}\n`)).map(printPython);
    const rest = lines.slice(1).map((line) => (line === "" && !isTrue(blank) ? line : space + line));
    return (isTrue(first) ? space : "") + [lines[0] ?? "", ...rest].join("\n");
  },
  urlencode: (value) => {
    if (value === null || typeof value !== "object" || (value instanceof PythonObject && !(value instanceof Undefined)))
      return quoteUrl(printPython(value), "/");
    const pairs = isDict(value) ? (dictMethods["items"]?.(value, [], {}) ?? null) : value;
    return pairsOf(pairs)
      .map((pair) => pair.map((part) => quoteUrl(printPython(part), "").replaceAll("%20", "+")).join("="))
      .join("&");
  },
  xmlattr: (value, positional, named) => {
    const [space = true] = bindArguments("do_xmlattr", ["autospace"], 0, positional, named);
    const attributes = Object.entries(isDict(value) ? value : {})
      .filter(([, item]) => item !== null && !(item instanceof Undefined))
      .map(([key, item]) => `${escapeText(key)}="${escapeText(printPython(item))}"`);
    return (isTrue(space) && attributes.length > 0 ? " " : "") + attributes.join(" ");
  },
};

function callText(method: string, value: PythonValue): PythonValue {
  return textMethods[method]?.(printPython(value), [], {}) ?? null;
}

function escapeText(text: string): string {
  return text.replaceAll(/[&<>'"]/g, (character) => entities[character] ?? character);
}
