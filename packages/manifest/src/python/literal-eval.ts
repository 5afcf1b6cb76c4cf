import { parseLiteral } from "./parse-literal.ts";
import type { PythonValue } from "./value.ts";

const mayBeLiteral = /^[\s\\]*(?:[-+\d.'"([{#]|True|False|None|[rRbBuUfF]{1,2}['"]|set\s*\()/;

/**
 * The value of a text that is a Python literal (`ast.literal_eval`): `1_000`, `'a'`, `[1, None]`, `{'a': (1,)}`;
 * undefined for any other text. Complex numbers, bytes and `...` count as no literal, since no record could hold them.
 */
export function literalEval(text: string): PythonValue | undefined {
  return mayBeLiteral.test(text) ? parseLiteral(text) : undefined;
}
