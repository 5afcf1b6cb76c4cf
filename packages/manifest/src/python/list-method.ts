import { bindArguments } from "./bind-arguments.ts";
import { comparePython } from "./compare-python.ts";
import { equalPython } from "./equal-python.ts";
import { isTrue } from "./is-true.ts";
import { iteratePython } from "./iterate-python.ts";
import { asInteger } from "./number.ts";
import { PythonError } from "./python-error.ts";
import { PythonTuple } from "./python-tuple.ts";
import { representPython } from "./represent-python.ts";
import { typeName } from "./type-name.ts";
import type { PythonDict, PythonValue } from "./value.ts";

type ListMethod = (list: PythonValue[], positional: readonly PythonValue[], named: PythonDict) => PythonValue;

/** The methods of Python's `list`; those that change the list give None, as there. A tuple has `count` and `index` only. */
export const listMethods: Readonly<Record<string, ListMethod>> = {
  append: (list, positional) => {
    const [item = null] = bindArguments("append", ["object"], 1, positional);
    list.push(item);
    return null;
  },
  extend: (list, positional) => {
    const [items = null] = bindArguments("extend", ["iterable"], 1, positional);
    list.push(...iteratePython(items));
    return null;
  },
  insert: (list, positional) => {
    const [index = null, item = null] = bindArguments("insert", ["index", "object"], 2, positional);
    list.splice(readIndex(index), 0, item);
    return null;
  },
  pop: (list, positional) => {
    const [index = -1] = bindArguments("pop", ["index"], 0, positional);
    if (list.length === 0) throw new PythonError("IndexError", "pop from empty list");
    const at = readIndex(index) < 0 ? readIndex(index) + list.length : readIndex(index);
    if (at < 0 || at >= list.length) throw new PythonError("IndexError", "pop index out of range");
    return list.splice(at, 1)[0] ?? null;
  },
  remove: (list, positional) => {
    const at = findItem(list, positional, "list.remove(x): x not in list");
    list.splice(at, 1);
    return null;
  },
  clear: (list) => {
    list.length = 0;
    return null;
  },
  index: (list, positional) => {
    const [item = null] = bindArguments("index", ["value"], 1, positional.slice(0, 1));
    return findItem(list, positional, `${representPython(item)} is not in list`);
  },
  count: (list, positional) => {
    const [item = null] = bindArguments("count", ["value"], 1, positional);
    return list.filter((entry) => equalPython(entry, item)).length;
  },
  copy: (list) => [...list],
  reverse: (list) => {
    list.reverse();
    return null;
  },
  sort: (list, positional, named) => {
    const [, reverse = false] = bindArguments("sort", ["key", "reverse"], 0, positional, named);
    const sorted = sortPython(list, isTrue(reverse));
    list.splice(0, list.length, ...sorted);
    return null;
  },
};

/** Whether a tuple has this method too. */
export function isTupleMethod(name: string): boolean {
  return name === "count" || name === "index";
}

/** Python's `sorted`: stable, also when reversed. */
export function sortPython<Item extends PythonValue>(
  items: readonly Item[],
  reverse = false,
  key: (item: Item) => PythonValue = (item) => item,
): Item[] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  const order = reverse ? -1 : 1;
  keyed.sort((a, b) => (comparePython("<", a.key, b.key) ? -order : comparePython("<", b.key, a.key) ? order : 0));
  return keyed.map(({ item }) => item);
}

function findItem(list: PythonValue[], positional: readonly PythonValue[], missing: string): number {
  const [item = null] = positional;
  const at = list.findIndex((entry) => equalPython(entry, item));
  if (at < 0)
    throw new PythonError("ValueError", list instanceof PythonTuple ? "tuple.index(x): x not in tuple" : missing);
  return at;
}

function readIndex(value: PythonValue): number {
  const integer = asInteger(value);
  if (integer === undefined)
    throw new PythonError("TypeError", `'${typeName(value)}' object cannot be interpreted as an integer`);
  return Number(integer);
}
