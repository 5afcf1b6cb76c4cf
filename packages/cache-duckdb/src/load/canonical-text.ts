import { judgeFunction } from "./judge-function.ts";

/**
 * SQL for a JSON value that is no string, as text, where the numbers in it are written as the reference conversion does it (`1`,
 * `0.00001`, `1e+21`); DuckDB writes doubles in a way of its own (`1.0`, `1e-05`).
 */
export function canonicalText(text: string): string {
  return `substr(${judgeFunction}('string', ${text}), 2)`;
}

/**
 * SQL that is true where DuckDB and the reference may write a number, or one in an object or an array, differently. Comparisons with
 * a single character cost next to nothing, and are enough for most texts.
 */
export function mayDiffer(text: string): string {
  const nested = `regexp_matches(${text}, '[0-9](\\.0[],}]|e[+-]?[0-9])|[0-9]{21}')`;
  return `(${mayDifferAsNumber(text)} OR (${isFirst(text, "[", "\\")} OR ${isFirst(text, "{", "|")}) AND ${nested})`;
}

/** The same for a value that is a number itself: what is nested is left alone. */
export function mayDifferAsNumber(text: string): string {
  const hints = `suffix(${text}, '.0') OR contains(${text}, 'e') OR strlen(${text}) > 20`;
  const number = `(${hints}) AND regexp_full_match(${text}, '-?([0-9]+\\.0|[0-9.]+e[+-][0-9]+|[0-9]{21,})')`;
  return `(${isFirst(text, "-", ":")} AND ${number})`;
}

/** SQL that is true where `keyJson` may write a JSON value differently. */
export function mayDifferAsKey(text: string): string {
  const nested = `${isFirst(text, "[", "\\")} OR ${isFirst(text, "{", "|")}`;
  return `${mayDifferAsNumber(text)} OR ${text} = '-0' OR ${nested} OR contains(${text}, '\\')`;
}

function isFirst(text: string, character: string, next: string): string {
  return `${text} >= '${character}' AND ${text} < '${next}'`;
}
