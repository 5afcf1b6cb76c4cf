import { bindArguments } from "./bind-arguments.ts";
import { fromDictKey, toDictKey } from "./dict-key.ts";
import { isDict } from "./is-dict.ts";
import { iteratePython } from "./iterate-python.ts";
import { MappingObject } from "./mapping-object.ts";
import { PythonError } from "./python-error.ts";
import { createTuple } from "./python-tuple.ts";
import { representPython } from "./represent-python.ts";
import { setEntry } from "./set-entry.ts";
import type { PythonDict, PythonValue } from "./value.ts";

type DictMethod = (dict: PythonDict, positional: readonly PythonValue[], named: PythonDict) => PythonValue;

/** The methods of Python's `dict`. Views (`keys`, `values`, `items`) are lists. */
export const dictMethods: Readonly<Record<string, DictMethod>> = {
  get: (dict, positional) => {
    const [key = null, fallback = null] = bindArguments("get", ["key", "default"], 1, positional);
    const value = lookUp(dict, key);
    return value === undefined ? fallback : value;
  },
  keys: (dict) => Object.keys(dict).map(fromDictKey),
  values: (dict) => Object.values(dict),
  items: (dict) => Object.entries(dict).map(([key, value]) => createTuple([fromDictKey(key), value])),
  copy: (dict) => ({ ...dict }),
  clear: (dict) => {
    for (const key of Object.keys(dict)) delete dict[key];
    return null;
  },
  pop: (dict, positional) => {
    const [key = null, fallback] = bindArguments("pop", ["key", "default"], 1, positional);
    const found = lookUp(dict, key);
    const value = found === undefined ? fallback : found;
    if (value === undefined) throw new PythonError("KeyError", representPython(key));
    delete dict[toDictKey(key)];
    return value;
  },
  popitem: (dict) => {
    const key = Object.keys(dict).at(-1);
    if (key === undefined) throw new PythonError("KeyError", "'popitem(): dictionary is empty'");
    const item = createTuple([fromDictKey(key), dict[key] ?? null]);
    delete dict[key];
    return item;
  },
  setdefault: (dict, positional) => {
    const [key = null, fallback = null] = bindArguments("setdefault", ["key", "default"], 1, positional);
    const value = lookUp(dict, key);
    if (value !== undefined) return value;
    setEntry(dict, toDictKey(key), fallback);
    return fallback;
  },
  update: (dict, positional, named) => {
    const [other] = bindArguments("update", ["other"], 0, positional);
    if (other !== undefined) for (const [key, value] of pairsOf(other)) setEntry(dict, toDictKey(key), value);
    for (const [key, value] of Object.entries(named)) setEntry(dict, key, value);
    return null;
  },
};

/** The value of a key; undefined where the dict has none. */
export function lookUp(dict: PythonDict, key: PythonValue): PythonValue | undefined {
  const property = typeof key === "string" ? key : toDictKey(key);
  return Object.hasOwn(dict, property) ? (dict[property] ?? null) : undefined;
}

/** The pairs of a mapping, or of a list of pairs, as `dict()` takes them. */
export function pairsOf(value: PythonValue): [PythonValue, PythonValue][] {
  const entries = value instanceof MappingObject ? value.entries : value;
  if (isDict(entries)) return Object.entries(entries).map(([key, item]) => [fromDictKey(key), item]);
  return iteratePython(value).map((pair) => {
    const [key, item, ...more] = iteratePython(pair);
    if (key === undefined || item === undefined || more.length > 0)
      throw new PythonError("ValueError", "dictionary update sequence element #0 has length 1; 2 is required");
    return [key, item];
  });
}
