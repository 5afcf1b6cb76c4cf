import { callPython } from "../python/call-python.ts";
import { comparePython } from "../python/compare-python.ts";
import { computePython, negatePython } from "../python/compute-python.ts";
import { containsPython } from "../python/contains-python.ts";
import { toDictKey } from "../python/dict-key.ts";
import { pairsOf } from "../python/dict-method.ts";
import { equalPython } from "../python/equal-python.ts";
import { isTrue } from "../python/is-true.ts";
import { iteratePython } from "../python/iterate-python.ts";
import { printPython } from "../python/print-python.ts";
import { createTuple } from "../python/python-tuple.ts";
import { setEntry } from "../python/set-entry.ts";
import { slicePython } from "../python/slice-python.ts";
import { Undefined } from "../python/undefined.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { getAttribute, getItem } from "./get-item.ts";
import { requireFilter, requireTest, templateEnvironment } from "./template-environment.ts";
import { type Frame, resolveAlias } from "./frame.ts";
import type { CallArguments, ComparisonStep, Expression } from "./expression.ts";

/** An expression ready to be evaluated. */
export type Evaluate = (frame: Frame) => PythonValue;

/**
 * Turns an expression into a function. Filters and tests that do not exist raise at once, or, inside a condition
 * (`soft`), only when they are reached.
 */
export function compileExpression(expression: Expression, soft = false): Evaluate {
  const compile = (one: Expression): Evaluate => compileExpression(one, soft);
  switch (expression.kind) {
    case "constant":
      return () => expression.value;
    case "name": {
      const { name } = expression;
      const key = resolveAlias(name);
      return (frame) => frame.read(name, key);
    }
    case "list":
    case "tuple": {
      const items = expression.items.map(compile);
      return expression.kind === "list"
        ? (frame) => items.map((item) => item(frame))
        : (frame) => createTuple(items.map((item) => item(frame)));
    }
    case "dict":
      return compileDict(expression.entries, compile);
    case "attribute": {
      const object = compile(expression.object);
      const { name } = expression;
      return (frame) => getAttribute(object(frame), name);
    }
    case "item": {
      const [object, key] = [compile(expression.object), compile(expression.key)];
      return (frame) => getItem(object(frame), key(frame));
    }
    case "slice":
      return compileSlice(expression, compile);
    case "call":
      return compileCall(expression.callee, expression.call, compile);
    case "filter":
      return compileFilter(expression, compile, soft);
    case "test":
      return compileTest(expression, compile, soft);
    case "arithmetic": {
      const [left, right, operator] = [compile(expression.left), compile(expression.right), expression.operator];
      return (frame) => computePython(operator, left(frame), right(frame));
    }
    case "sign": {
      const [value, operator] = [compile(expression.value), expression.operator];
      return (frame) => negatePython(operator, value(frame));
    }
    case "concatenation": {
      const parts = expression.parts.map(compile);
      return (frame) => parts.map((part) => printPython(part(frame))).join("");
    }
    case "comparison":
      return compileComparison(compile(expression.first), expression.rest, compile);
    case "not": {
      const value = compile(expression.value);
      return (frame) => !isTrue(value(frame));
    }
    case "and":
    case "or": {
      const [left, right, stop] = [compile(expression.left), compile(expression.right), expression.kind === "or"];
      return (frame) => {
        const value = left(frame);
        return isTrue(value) === stop ? value : right(frame);
      };
    }
    case "conditional": {
      const test = compile(expression.test);
      const chosen = compileExpression(expression.chosen, true);
      const otherwise = expression.otherwise && compileExpression(expression.otherwise, true);
      return (frame) => (isTrue(test(frame)) ? chosen(frame) : otherwise ? otherwise(frame) : noElse());
    }
  }
}

function noElse(): Undefined {
  return new Undefined("the inline if-expression evaluated to false and no else section was defined.");
}

type Compile = (expression: Expression) => Evaluate;

function compileDict(entries: readonly (readonly [Expression, Expression])[], compile: Compile): Evaluate {
  const compiled = entries.map(([key, value]) => [compile(key), compile(value)] as const);
  return (frame) => {
    const dict: PythonDict = {};
    for (const [key, value] of compiled) setEntry(dict, toDictKey(key(frame)), value(frame));
    return dict;
  };
}

function compileSlice(expression: Extract<Expression, { kind: "slice" }>, compile: Compile): Evaluate {
  const object = compile(expression.object);
  const [start, stop, step] = [0, 1, 2].map((index) => {
    const bound = expression.bounds[index];
    return bound === undefined ? undefined : compile(bound);
  });
  return (frame) => {
    const value = object(frame);
    if (value instanceof Undefined) throw value.fail();
    const bounds = [start, stop, step].map((bound) => bound?.(frame) ?? null);
    return slicePython(value, bounds[0] ?? null, bounds[1] ?? null, bounds[2] ?? null);
  };
}

function compileArguments(
  call: CallArguments,
  compile: Compile,
): (frame: Frame) => { positional: PythonValue[]; named: PythonDict } {
  const positional = call.positional.map(compile);
  const named = call.named.map(([name, value]) => [name, compile(value)] as const);
  const spread = call.spread && compile(call.spread);
  const spreadNamed = call.spreadNamed && compile(call.spreadNamed);
  return (frame) => {
    const list = positional.map((value) => value(frame));
    const dict: PythonDict = {};
    for (const [name, value] of named) dict[name] = value(frame);
    if (spread) list.push(...iteratePython(spread(frame)));
    if (spreadNamed) for (const [key, value] of pairsOf(spreadNamed(frame))) setEntry(dict, printPython(key), value);
    return { positional: list, named: dict };
  };
}

function compileCall(callee: Expression, call: CallArguments, compile: Compile): Evaluate {
  const called = compile(callee);
  const read = compileArguments(call, compile);
  return (frame) => {
    const value = called(frame);
    const { positional, named } = read(frame);
    frame.step();
    return callPython(value, positional, named);
  };
}

function compileFilter(expression: Extract<Expression, { kind: "filter" }>, compile: Compile, soft: boolean): Evaluate {
  const { name, position } = expression;
  const value = compile(expression.value);
  const read = compileArguments(expression.call, compile);
  const known = soft ? undefined : requireFilter(name, position);
  return (frame) => {
    const input = value(frame);
    const { positional, named } = read(frame);
    frame.step();
    return known === undefined
      ? templateEnvironment.callFilter(name, input, positional, named)
      : known(input, positional, named, templateEnvironment);
  };
}

function compileTest(expression: Extract<Expression, { kind: "test" }>, compile: Compile, soft: boolean): Evaluate {
  const { name, position } = expression;
  const value = compile(expression.value);
  const read = compileArguments(expression.call, compile);
  const known = soft ? undefined : requireTest(name, position);
  return (frame) => {
    const input = value(frame);
    const { positional, named } = read(frame);
    return known === undefined
      ? templateEnvironment.callTest(name, input, positional, named)
      : known(input, positional, named, templateEnvironment);
  };
}

function compileComparison(first: Evaluate, rest: readonly ComparisonStep[], compile: Compile): Evaluate {
  const steps = rest.map(({ operator, operand }) => ({ operator, operand: compile(operand) }));
  return (frame) => {
    let left = first(frame);
    for (const { operator, operand } of steps) {
      const right = operand(frame);
      if (!compare(operator, left, right)) return false;
      left = right;
    }
    return true;
  };
}

function compare(operator: ComparisonStep["operator"], left: PythonValue, right: PythonValue): boolean {
  switch (operator) {
    case "==":
      return equalPython(left, right);
    case "!=":
      return !equalPython(left, right);
    case "in":
      return containsPython(right, left);
    case "not in":
      return !containsPython(right, left);
    default:
      return comparePython(operator, left, right);
  }
}
