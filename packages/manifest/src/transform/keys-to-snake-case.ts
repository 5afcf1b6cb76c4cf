import { isDict } from "../python/is-dict.ts";
import { setEntry } from "../python/set-entry.ts";
import type { PythonDict } from "../python/value.ts";
import { replaceRecord } from "./replace-record.ts";

const token = /[A-Z]+[a-z]*|[a-z]+|\d+|([^a-zA-Z\d]+)/gu;

/** Keys in snake case, those of nested dicts too, but not inside lists. Accents are dropped. */
export function keysToSnakeCase(record: PythonDict): void {
  replaceRecord(record, rename(record));
}

function rename(dict: PythonDict): PythonDict {
  const renamed: PythonDict = {};
  for (const [key, value] of Object.entries(dict))
    setEntry(renamed, toSnakeCase(key), isDict(value) ? rename(value) : value);
  return renamed;
}

/** Separators at the very start and end leave an underscore, those between words are one; a leading number gets one before it. */
function toSnakeCase(key: string): string {
  const plain = key.normalize("NFKD").replaceAll(/\p{M}/gu, "");
  let tokens = [...plain.matchAll(token)].map((match) => (match[1] === undefined ? match[0] : ""));
  if (tokens.length >= 3)
    tokens = [tokens[0] ?? "", ...tokens.slice(1, -1).filter((part) => part !== ""), tokens.at(-1) ?? ""];
  if (/^\d/u.test(tokens[0] ?? "")) tokens.unshift("");
  return tokens.map((part) => part.toLowerCase()).join("_");
}
