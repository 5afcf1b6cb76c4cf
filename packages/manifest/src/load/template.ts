import { interpolateString } from "../expression/interpolate-string.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

/** The Python types a template's value may take; any other result stays the rendered text. */
export type TemplateType = "str" | "list" | "int" | "float" | "bool";

/** Texts that neither hold an expression nor read as a Python literal, but for {@link specialWord}: no need to evaluate them. */
const plainText = /^[A-Za-z_][\w .:/-]*$/u;
const specialWord = /^(?:True|False|None) *$|stream_state/u;

/** A text of a manifest that may hold expressions: the CDK's InterpolatedString, bound to its config and parameters. */
export class Template {
  readonly source: string;
  readonly #config: PythonDict;
  readonly #parameters: PythonDict;
  readonly #plain: boolean;

  constructor(source: string, config: PythonDict, parameters: PythonDict = {}) {
    this.source = source;
    this.#config = config;
    this.#parameters = parameters;
    this.#plain = plainText.test(source) && !specialWord.test(source);
  }

  /** The value; `context` holds the names beside `config` and `parameters`. */
  evaluate(context: PythonDict = {}, validTypes?: readonly TemplateType[]): PythonValue {
    if (this.#plain) return this.source;
    return interpolateString(
      this.source,
      { ...context, config: this.#config, parameters: this.#parameters },
      { validTypes },
    );
  }

  /** The value printed as Python's `str` prints it. */
  text(context?: PythonDict): string {
    return printPython(this.evaluate(context));
  }
}
