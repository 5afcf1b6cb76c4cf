import { bindArguments } from "../python/bind-arguments.ts";
import { isTrue } from "../python/is-true.ts";
import { iteratePython } from "../python/iterate-python.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { PythonFunction } from "../python/python-function.ts";
import type { PythonValue } from "../python/value.ts";
import { compileExpression } from "./compile-expression.ts";
import type { Frame } from "./frame.ts";
import { createLoop } from "./create-loop.ts";
import { Namespace } from "./namespace.ts";
import type { ForStatement, MacroStatement, Statement, Target } from "./statement.ts";

/** A statement, or several, ready to run: gives what it prints. */
export type Run = (frame: Frame) => string;

/** Turns the body of a template into a function. */
export function compileBody(body: readonly Statement[], soft = false): Run {
  const runs = body.map((statement) => compileStatement(statement, soft));
  return (frame) => {
    let printed = "";
    for (const run of runs) printed += run(frame);
    return printed;
  };
}

function compileStatement(statement: Statement, soft: boolean): Run {
  switch (statement.kind) {
    case "text":
      return () => statement.text;
    case "print":
    case "do": {
      const value = compileExpression(statement.value, soft);
      return (frame) => printPython(value(frame));
    }
    case "if": {
      const branches = statement.branches.map(({ test, body }) => ({
        test: compileExpression(test, soft),
        body: compileBody(body, true),
      }));
      const otherwise = compileBody(statement.otherwise, true);
      return (frame) => (branches.find(({ test }) => isTrue(test(frame)))?.body ?? otherwise)(frame);
    }
    case "for":
      return compileFor(statement, soft);
    case "set": {
      const value = compileExpression(statement.value, soft);
      const { target } = statement;
      return (frame) => assign(frame, target, value(frame));
    }
    case "set-block":
    case "filter-block": {
      const body = compileBody(statement.body, soft);
      const marker = "\0printed";
      const wrapped = compileExpression(statement.wrap({ kind: "name", name: marker }), soft);
      return (frame) => {
        const inner = frame.open();
        inner.set(marker, body(inner));
        const value = wrapped(inner);
        return statement.kind === "set-block" ? assign(frame, statement.target, value) : printPython(value);
      };
    }
    case "with": {
      const bindings = statement.bindings.map(([target, value]) => [target, compileExpression(value, soft)] as const);
      const body = compileBody(statement.body, soft);
      return (frame) => {
        const inner = frame.open();
        const values = bindings.map(([target, value]) => [target, value(frame)] as const);
        for (const [target, value] of values) assign(inner, target, value);
        return body(inner);
      };
    }
    case "load":
      return () => {
        throw new PythonError("TypeError", "no loader for this environment specified");
      };
    case "macro":
      return compileMacro(statement, soft);
  }
}

function compileFor(statement: ForStatement, soft: boolean): Run {
  const items = compileExpression(statement.items, soft);
  const test = statement.test && compileExpression(statement.test, soft);
  const body = compileBody(statement.body, soft);
  const otherwise = compileBody(statement.otherwise, soft);
  return (frame) => {
    const chosen = iteratePython(items(frame)).filter((item) => {
      if (test === undefined) return true;
      const inner = frame.open();
      assign(inner, statement.target, item);
      return isTrue(test(inner));
    });
    if (chosen.length === 0) return otherwise(frame.open());
    let printed = "";
    for (const [index, item] of chosen.entries()) {
      frame.step();
      const inner = frame.open();
      inner.set("loop", createLoop(chosen, index));
      assign(inner, statement.target, item);
      printed += body(inner);
    }
    return printed;
  };
}

function compileMacro(statement: MacroStatement, soft: boolean): Run {
  const names = statement.parameters.map(({ name }) => name);
  const fallbacks = statement.parameters.map(({ fallback }) => fallback && compileExpression(fallback, soft));
  const body = compileBody(statement.body, soft);
  return (frame) => {
    const call = (positional: readonly PythonValue[], named: Record<string, PythonValue>): PythonValue => {
      frame.step();
      const inner = frame.open();
      const bound = bindArguments(statement.name, names, 0, positional, named);
      for (const [index, name] of names.entries()) {
        const given = bound[index];
        const value = given === undefined ? fallbacks[index]?.(inner) : given;
        if (value !== undefined) inner.set(name, value);
      }
      return frame.nest(() => body(inner));
    };
    frame.set(statement.name, new PythonFunction(statement.name, call));
    return "";
  };
}

/** Binds a value to a name, or its items to several; prints nothing. */
function assign(frame: Frame, target: Target, value: PythonValue): string {
  if (target.kind === "name") frame.set(target.name, value);
  else if (target.kind === "tuple") unpack(frame, target.items, value);
  else {
    const object = frame.findVariable(target.name);
    if (!(object instanceof Namespace))
      throw new PythonError("TemplateRuntimeError", "cannot assign attribute on non-namespace object");
    object.entries[target.attribute] = value;
  }
  return "";
}

function unpack(frame: Frame, targets: readonly Target[], value: PythonValue): void {
  const items = iteratePython(value);
  if (items.length > targets.length)
    throw new PythonError("ValueError", `too many values to unpack (expected ${targets.length})`);
  if (items.length < targets.length)
    throw new PythonError(
      "ValueError",
      `not enough values to unpack (expected ${targets.length}, got ${items.length})`,
    );
  for (const [index, target] of targets.entries()) assign(frame, target, items[index] ?? null);
}
