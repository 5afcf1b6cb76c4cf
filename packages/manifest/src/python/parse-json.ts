import { toFloat, toInteger } from "./number.ts";
import { setEntry } from "./set-entry.ts";
import type { PythonValue } from "./value.ts";

const mayBeSpecial = /\d{16}|\d\.0|\d[eE]/;
/** A number JavaScript would not tell apart from another one of Python, with what is before it: a long integer, or a float that may be integral. */
const special = /[:,[\s]-?(?:\d{16,}|\d+(?:\.0+|(?:\.\d+)?[eE][-+]?\d+))(?=[,}\]\s]|$)/g;
/** Stands before the digits of a number that is parsed as a text. */
const mark = `\0${crypto.randomUUID()}:`;
const escapedMark = JSON.stringify(mark).slice(1, -1);

/**
 * Parses JSON as Python does: integers exact (what a double cannot keep becomes a bigint), `1.0` a float. A SyntaxError where it is no JSON.
 * The special numbers are few: they are marked and parsed on their own, which costs less than a look at every value while it is parsed.
 */
export function parseJson(text: string): PythonValue {
  if (!mayBeSpecial.test(text)) return JSON.parse(text) as PythonValue;
  const marked = markNumbers(/^[-\d]/.test(text) ? ` ${text}` : text);
  if (marked.length <= text.length + 1) return JSON.parse(text) as PythonValue;
  try {
    return restoreNumbers(JSON.parse(marked) as PythonValue);
  } catch {
    // What is wrong with the text is to be said in its own words.
    return JSON.parse(text) as PythonValue;
  }
}

/** Puts the special numbers, outside of texts, into marked texts. */
function markNumbers(text: string): string {
  let isInText = false;
  let quote = text.indexOf('"');
  return text.replace(special, (found, index: number) => {
    while (quote >= 0 && quote < index) {
      if (!isInText || !isEscaped(text, quote)) isInText = !isInText;
      quote = text.indexOf('"', quote + 1);
    }
    return isInText ? found : `${found.charAt(0)}"${escapedMark}${found.slice(1)}"`;
  });
}

function isEscaped(text: string, position: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(position - 1 - backslashes) === 92) backslashes += 1;
  return backslashes % 2 === 1;
}

function restoreNumbers(value: PythonValue): PythonValue {
  if (typeof value === "string") return value.startsWith(mark) ? readNumber(value.slice(mark.length)) : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = restoreNumbers(item);
    return value;
  }
  const dict = value as Record<string, PythonValue>;
  for (const key of Object.keys(dict)) {
    const item = dict[key] ?? null;
    const restored = restoreNumbers(item);
    if (restored !== item) setEntry(dict, key, restored);
  }
  return value;
}

function readNumber(digits: string): PythonValue {
  if (/^-?0\d/.test(digits)) throw new SyntaxError(`Unexpected number ${digits}`);
  return /[.eE]/.test(digits) ? toFloat(Number(digits)) : toInteger(BigInt(digits));
}
