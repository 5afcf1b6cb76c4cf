import { parseLiteral } from "./parse-literal.ts";
import type { PythonValue } from "./value.ts";

/** How literals begin: a number is followed by nothing that would make it a date, a time, an address or a word. */
const mayBeLiteral =
  /^[\s\\]*(?:[-+]?\s*(?:\d[\d_]*(?:[.eExXoObB,#\\\s]|$)|\.\d|\()|['"[{#]|True|False|None|[rRuU]['"]|set\s*\()/;

/**
 * The value of a text that is a Python literal (`ast.literal_eval`): `1_000`, `'a'`, `[1, None]`, `{'a': (1,)}`;
 * undefined for any other text. Complex numbers, bytes and `...` count as no literal, since no record could hold them.
 */
export function literalEval(text: string): PythonValue | undefined {
  return mayBeLiteral.test(text) ? parseLiteral(text) : undefined;
}
