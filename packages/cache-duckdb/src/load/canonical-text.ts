import { judgeFunction } from "./judge-function.ts";

/**
 * SQL for a JSON value that is no string, as text, where the numbers in it are written as the reference conversion does it (`1`,
 * `0.00001`, `1e+21`); DuckDB writes doubles in a way of its own (`1.0`, `1e-05`).
 */
export function canonicalText(text: string): string {
  return `substr(${judgeFunction}('string', ${text}), 2)`;
}

/**
 * SQL that is true where DuckDB and the reference may write a number, or one in an object or an array, differently: cheap for most
 * texts, which begin with a letter.
 */
export function mayDiffer(text: string): string {
  const number = `${text} < ':' AND regexp_full_match(${text}, '-?([0-9]+\\.0|[0-9.]+e[+-][0-9]+|[0-9]{21,})')`;
  const nested = `left(${text}, 1) IN ('{', '[') AND regexp_matches(${text}, '[0-9](\\.0[],}]|e[+-]?[0-9])|[0-9]{21}')`;
  return `${text} >= '-' AND (${number} OR ${nested})`;
}
