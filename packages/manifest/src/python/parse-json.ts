import { toInteger } from "./number.ts";
import { setEntry } from "./set-entry.ts";
import type { PythonValue } from "./value.ts";

const longRun = /\d{16}/;
const longInteger = /(?<=[:,[\s]|^)-?\d{16,}(?=[,}\]\s]|$)/g;
/** Stands before the digits of an integer that is parsed as a text. */
const mark = `\0${crypto.randomUUID()}:`;
const escapedMark = JSON.stringify(mark).slice(1, -1);

/** Parses JSON without losing a digit of an integer: what a double cannot keep becomes a bigint. A SyntaxError where it is no JSON. */
export function parseJson(text: string): PythonValue {
  if (!longRun.test(text)) return JSON.parse(text) as PythonValue;
  const marked = markLongIntegers(text);
  const value = JSON.parse(marked) as PythonValue;
  return marked === text ? value : restoreIntegers(value);
}

/** Puts integers of sixteen digits and more, outside of texts, into marked texts. */
function markLongIntegers(text: string): string {
  let isInText = false;
  let quote = text.indexOf('"');
  return text.replace(longInteger, (digits, index: number) => {
    while (quote >= 0 && quote < index) {
      if (!isInText || !isEscaped(text, quote)) isInText = !isInText;
      quote = text.indexOf('"', quote + 1);
    }
    return isInText ? digits : `"${escapedMark}${digits}"`;
  });
}

function isEscaped(text: string, position: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(position - 1 - backslashes) === 92) backslashes += 1;
  return backslashes % 2 === 1;
}

function restoreIntegers(value: PythonValue): PythonValue {
  if (typeof value === "string") return value.startsWith(mark) ? toInteger(BigInt(value.slice(mark.length))) : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = restoreIntegers(item);
    return value;
  }
  const dict = value as Record<string, PythonValue>;
  for (const key of Object.keys(dict)) {
    const item = dict[key] ?? null;
    const restored = restoreIntegers(item);
    if (restored !== item) setEntry(dict, key, restored);
  }
  return value;
}
