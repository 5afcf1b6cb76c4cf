import { copyLiteral } from "../python/copy-literal.ts";
import { literalEval } from "../python/literal-eval.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { typeName } from "../python/type-name.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { boundTime } from "../python/bounded-time.ts";
import { compileTemplate } from "./compile-template.ts";
import { UnsupportedVariableError } from "./unsupported-variable-error.ts";

/** The Python types a result may be read as: where they are given, a text that is a literal of another type stays a text. */
export type ValidType = "str" | "int" | "float" | "bool" | "list" | "dict";

/** How the result of a template is read. */
export interface InterpolateOptions {
  readonly validTypes?: readonly ValidType[] | undefined;
  /** Evaluated instead when the template prints nothing or something undefined was used; None without it. */
  readonly fallback?: string | undefined;
}

/**
 * Evaluates a template as the CDK's `JinjaInterpolation.eval` does: what it prints is read as a Python literal if it is one.
 * A failing part empties the whole text, and then the fallback decides; a TypeError gives the template itself.
 * Names the context does not have raise a ValueError, `stream_state` an UnsupportedVariableError.
 */
export function interpolate(template: string, context: PythonDict, options: InterpolateOptions = {}): PythonValue {
  if (template.includes("stream_state"))
    throw new UnsupportedVariableError(
      "`stream_state` is no longer supported for interpolation. We recommend using `stream_interval` instead. Please reference the CDK Migration Guide for more information.",
    );
  try {
    const result = readResult(evaluate(template, context), options.validTypes);
    if (result !== undefined) return result;
  } catch (error) {
    if (!(error instanceof PythonError && error.type === "UndefinedError")) throw error;
  }
  if (options.fallback === undefined) return null;
  return readResult(evaluate(options.fallback, context), options.validTypes) ?? "";
}

/** What may take long: loops, patterns, products. All else takes time by the size of its data. */
const long = /\{%|regex|striptags|\*/u;

function evaluate(template: string, context: PythonDict): PythonValue {
  try {
    const compiled = compileTemplate(template);
    if (!long.test(template)) return compiled.evaluate(context);
    return boundTime(
      () => compiled.evaluate(context),
      () => `The expression ${template.slice(0, 200)}`,
    );
  } catch (error) {
    if (error instanceof PythonError && error.type === "TypeError") return template;
    throw error instanceof RangeError ? describeOverflow(error) : error;
  }
}

/** A text longer than JavaScript's can be, or calls deeper. */
function describeOverflow(error: RangeError): PythonError {
  return error.message.includes("call stack")
    ? new PythonError("RecursionError", "maximum recursion depth exceeded")
    : new PythonError("MemoryError", "a template's result is too long");
}

/** What a value becomes by being printed and read back; undefined where nothing is printed. */
function readResult(value: PythonValue, validTypes: readonly ValidType[] | undefined): PythonValue | undefined {
  const kept = copyLiteral(value);
  if (kept !== undefined && (validTypes === undefined || isValid(kept, validTypes))) return kept;
  const printed = printPython(value);
  if (printed === "") return undefined;
  const literal = kept === undefined ? literalEval(printed) : undefined;
  if (literal === undefined || (validTypes !== undefined && !isValid(literal, validTypes))) return printed;
  return literal;
}

function isValid(value: PythonValue, types: readonly ValidType[]): boolean {
  return typeof value === "boolean"
    ? types.includes("bool") || types.includes("int")
    : types.some((type) => type === typeName(value));
}
