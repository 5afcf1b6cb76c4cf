import { bindArguments } from "../python/bind-arguments.ts";
import { comparePython } from "../python/compare-python.ts";
import { dictMethods } from "../python/dict-method.ts";
import { equalPython } from "../python/equal-python.ts";
import { isDict } from "../python/is-dict.ts";
import { isHashable } from "../python/is-hashable.ts";
import { isTrue } from "../python/is-true.ts";
import { isIterable, iteratePython } from "../python/iterate-python.ts";
import { sortPython } from "../python/list-method.ts";
import { MappingObject } from "../python/mapping-object.ts";
import { asInteger } from "../python/number.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { PythonFunction } from "../python/python-function.ts";
import { createTuple } from "../python/python-tuple.ts";
import { typeName } from "../python/type-name.ts";
import { Undefined } from "../python/undefined.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { getAttribute } from "./get-item.ts";
import type { Filter } from "./environment.ts";
import { readPath } from "./read-path.ts";

const choose: Filter = (value, positional, named) => {
  const [fallback = "", falsy = false] = bindArguments(
    "do_default",
    ["default_value", "boolean"],
    0,
    positional,
    named,
  );
  return value instanceof Undefined || (isTrue(falsy) && !isTrue(value)) ? fallback : value;
};
const measure: Filter = (value) => lengthOf(value);

/** Filters for lists and dicts, `default` and `attr`. What is a generator in Python is a list here. */
export const listFilters: Readonly<Record<string, Filter>> = {
  default: choose,
  d: choose,
  length: measure,
  count: measure,
  list: (value) => [...iteratePython(value)],
  items: (value) => {
    if (value instanceof Undefined) return [];
    const entries = value instanceof MappingObject ? value.entries : value;
    if (!isDict(entries)) throw new PythonError("TypeError", "Can only get item pairs from a mapping.");
    return dictMethods["items"]?.(entries, [], {}) ?? [];
  },
  first: (value) => iteratePython(value)[0] ?? emptied(value, "No first item, sequence was empty."),
  last: (value) => iteratePython(value).at(-1) ?? emptied(value, "No last item, sequence was empty."),
  random: (value) => {
    const items = iteratePython(value);
    return items[Math.floor(Math.random() * items.length)] ?? emptied(value, "No random item, sequence was empty.");
  },
  join: (value, positional, named) => {
    const [by = "", attribute] = bindArguments("do_join", ["d", "attribute"], 0, positional, named);
    return iteratePython(value).map(readPath(attribute)).map(printPython).join(printPython(by));
  },
  reverse: (value) => {
    if (typeof value === "string") return [...value].toReversed().join("");
    if (!isIterable(value)) throw new PythonError("FilterArgumentError", "argument must be iterable");
    return iteratePython(value).toReversed();
  },
  attr: (value, [name = null]) => {
    if (value instanceof Undefined) throw value.fail();
    if (isDict(value) && !Object.hasOwn(dictMethods, printPython(name)))
      return new Undefined(`'dict object' has no attribute '${printPython(name)}'`);
    return getAttribute(value, printPython(name));
  },
  sort: (value, positional, named) => {
    const [reverse = false, sensitive = false, attribute] = bindArguments(
      "do_sort",
      ["reverse", "case_sensitive", "attribute"],
      0,
      positional,
      named,
    );
    const paths = (typeof attribute === "string" ? attribute.split(",") : [attribute]).map((path) => readPath(path));
    const key = (item: PythonValue): PythonValue => paths.map((read) => foldCase(read(item), sensitive));
    return sortPython(iteratePython(value), isTrue(reverse), key);
  },
  dictsort: (value, positional, named) => {
    const [sensitive = false, by = "key", reverse = false] = bindArguments(
      "do_dictsort",
      ["case_sensitive", "by", "reverse"],
      0,
      positional,
      named,
    );
    if (by !== "key" && by !== "value")
      throw new PythonError("FilterArgumentError", 'You can only sort by either "key" or "value"');
    const items = getAttribute(value, "items");
    if (!(items instanceof PythonFunction))
      throw new PythonError("AttributeError", `'${typeName(value)}' object has no attribute 'items'`);
    const pairs = iteratePython(items.call([], {}));
    const read = readPath(by === "key" ? 0 : 1);
    return sortPython(pairs, isTrue(reverse), (pair) => foldCase(read(pair), sensitive));
  },
  unique: (value, positional, named) => {
    const [sensitive = false, attribute] = bindArguments(
      "do_unique",
      ["case_sensitive", "attribute"],
      0,
      positional,
      named,
    );
    const read = readPath(attribute);
    const seen: PythonValue[] = [];
    return iteratePython(value).filter((item) => {
      const key = foldCase(read(item), sensitive);
      if (!isHashable(key)) throw new PythonError("TypeError", `unhashable type: '${typeName(key)}'`);
      if (seen.some((other) => equalPython(other, key))) return false;
      seen.push(key);
      return true;
    });
  },
  min: (value, positional, named) => pick("<", value, positional, named),
  max: (value, positional, named) => pick(">", value, positional, named),
  batch: (value, positional, named) => {
    const [size = null, fill = null] = bindArguments("do_batch", ["linecount", "fill_with"], 1, positional, named);
    const count = readPartCount(size);
    const items = iteratePython(value);
    const rows = Array.from({ length: Math.ceil(items.length / count) }, (_, row) =>
      items.slice(row * count, (row + 1) * count),
    );
    const last = rows.at(-1);
    if (fill !== null && last !== undefined) while (last.length < count) last.push(fill);
    return rows;
  },
  slice: (value, positional, named) => {
    const [slices = null, fill = null] = bindArguments("do_slice", ["slices", "fill_with"], 1, positional, named);
    const count = readPartCount(slices);
    const items = iteratePython(value);
    const each = Math.floor(items.length / count);
    const extra = items.length % count;
    return Array.from({ length: count }, (_, index) => {
      const start = index * each + Math.min(index, extra);
      const part = items.slice(start, start + each + (index < extra ? 1 : 0));
      return fill !== null && index >= extra ? [...part, fill] : part;
    });
  },
  groupby: (value, positional, named) => {
    const [attribute, fallback = null, sensitive = false] = bindArguments(
      "do_groupby",
      ["attribute", "default", "case_sensitive"],
      1,
      positional,
      named,
    );
    const read = readPath(attribute, fallback);
    const groups: { key: PythonValue; shown: PythonValue; items: PythonValue[] }[] = [];
    for (const item of sortPython(iteratePython(value), false, (one) => foldCase(read(one), sensitive))) {
      const key = foldCase(read(item), sensitive);
      const last = groups.at(-1);
      if (last !== undefined && equalPython(last.key, key)) last.items.push(item);
      else groups.push({ key, shown: read(item), items: [item] });
    }
    return groups.map(({ shown, items }) => createTuple([shown, items]));
  },
};

/** Python's `len()`; undefined has none of anything. */
export function lengthOf(value: PythonValue): number {
  if (typeof value === "string") return /[\ud800-\udfff]/.test(value) ? [...value].length : value.length;
  if (Array.isArray(value)) return value.length;
  if (value instanceof Undefined) return 0;
  const entries = value instanceof MappingObject ? value.entries : value;
  if (isDict(entries)) return Object.keys(entries).length;
  throw new PythonError("TypeError", `object of type '${typeName(value)}' has no len()`);
}

function pick(
  operator: "<" | ">",
  value: PythonValue,
  positional: readonly PythonValue[],
  named: PythonDict,
): PythonValue {
  const [sensitive = false, attribute] = bindArguments(
    "_min_or_max",
    ["case_sensitive", "attribute"],
    0,
    positional,
    named,
  );
  const read = readPath(attribute);
  const [first, ...rest] = iteratePython(value);
  if (first === undefined) return new Undefined("No aggregated item, sequence was empty.");
  const key = (item: PythonValue): PythonValue => foldCase(read(item), sensitive);
  return rest.reduce((best, item) => (comparePython(operator, key(item), key(best)) ? item : best), first);
}

function foldCase(value: PythonValue, sensitive: PythonValue): PythonValue {
  return typeof value === "string" && !isTrue(sensitive) ? value.toLowerCase() : value;
}

function emptied(value: PythonValue, reason: string): PythonValue {
  return lengthOf(value) > 0 ? null : new Undefined(reason);
}

/** The number or size of parts; each may have to be filled up. */
function readPartCount(value: PythonValue): number {
  const count = Math.max(1, Number(asInteger(value) ?? 1));
  if (count > 10_000_000) throw new PythonError("MemoryError", "a template's result is too long");
  return count;
}
