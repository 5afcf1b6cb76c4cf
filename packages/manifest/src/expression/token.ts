import type { PythonValue } from "../python/value.ts";

/** A piece of a template. `data` is text to print; `begin` and `end` open and close a `{{ }}` (`print`) or `{% %}` (`statement`). */
export interface Token {
  readonly kind: "data" | "begin" | "end" | "name" | "text" | "number" | "operator";
  /** The text of it; for `begin` and `end`: `print` or `statement`. */
  readonly text: string;
  /** The value of a text or number. */
  readonly value?: PythonValue;
  readonly position: number;
}
