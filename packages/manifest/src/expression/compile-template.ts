import type { PythonDict, PythonValue } from "../python/value.ts";
import { compileExpression, type Evaluate } from "./compile-expression.ts";
import { compileBody, type Run } from "./compile-body.ts";
import { findUndeclared } from "./find-undeclared.ts";
import { Frame, resolveAlias } from "./frame.ts";
import { parseTemplate } from "./parse-template.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";

/** A template that was parsed once and can be evaluated for any context. */
export interface Template {
  /** What the template prints. */
  render(context: PythonDict): string;
  /** The value of a template that is one `{{ expression }}` and nothing else; otherwise what it prints. */
  evaluate(context: PythonDict): PythonValue;
}

const known = new Map<string, Template>();
const most = 20_000;

/** Parses a template, or takes it from the cache. What jinja refuses raises a TemplateError. */
export function compileTemplate(source: string): Template {
  const found = known.get(source);
  if (found !== undefined) return found;
  const template = compile(source);
  if (known.size >= most) known.clear();
  known.set(source, template);
  return template;
}

function compile(source: string): Template {
  const body = parseTemplate(source);
  const undeclared = findUndeclared(body).map((name) => ({ name, key: resolveAlias(name) }));
  const [only] = body;
  const value: Evaluate | undefined =
    body.length === 1 && only?.kind === "print" ? compileExpression(only.value) : undefined;
  const run: Run = value === undefined ? compileBody(body) : (frame) => printPython(value(frame));
  const open = (context: PythonDict): Frame => {
    for (const { name, key } of undeclared)
      if (!Object.hasOwn(context, key))
        throw new PythonError("ValueError", `Jinja macro has undeclared variables: {'${name}'}.`);
    return new Frame(context);
  };
  return {
    render: (context) => run(open(context)),
    evaluate: (context) => (value ?? run)(open(context)),
  };
}
