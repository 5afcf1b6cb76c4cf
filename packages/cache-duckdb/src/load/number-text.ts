import { judgeFunction } from "./judge-function.ts";

/**
 * SQL for the text of a number as the reference conversion writes it (`1`, `0.00001`, `1e+21`), from the text that DuckDB makes of a
 * double (`1.0`, `1e-05`).
 */
export function canonicalText(text: string): string {
  return `CASE WHEN ${text} = '-0.0' THEN '-0' ELSE substr(${judgeFunction}('number', ${text}), 2) END`;
}

/** SQL that is true where DuckDB and the reference may write a number differently: cheap for most texts, which begin with a letter. */
export function mayDiffer(text: string): string {
  return `${text} >= '-' AND ${text} < ':' AND regexp_full_match(${text}, '-?([0-9]+\\.0|[0-9.]+e[+-][0-9]+|[0-9]{21,})')`;
}
