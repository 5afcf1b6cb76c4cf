import { PythonError } from "../python/python-error.ts";
import { Undefined } from "../python/undefined.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { macros } from "./macro.ts";

/** Steps one evaluation may take: loop rounds and calls of filters and functions. Ends templates that would run for minutes. */
const mostSteps = 2_000_000;
/** Macros inside one another: Python ends a macro that calls itself as well. */
const deepest = 200;

/** `stream_interval` and `stream_partition` are other names of `stream_slice`. */
const aliases: Readonly<Record<string, string>> = { stream_interval: "stream_slice", stream_partition: "stream_slice" };

/** The name a variable has in the context. */
export function resolveAlias(name: string): string {
  return Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
}

/** The variables a part of a template sees: its own, those around it, the context, the macros. */
export class Frame {
  private readonly context: PythonDict;
  private readonly parent: Frame | undefined;
  private variables: Map<string, PythonValue> | undefined;
  private readonly budget: { left: number; depth: number };

  constructor(context: PythonDict, parent?: Frame) {
    this.context = context;
    this.parent = parent;
    this.budget = parent === undefined ? { left: mostSteps, depth: 0 } : parent.budget;
  }

  /** A frame inside this one, as a loop or a macro opens it. */
  open(): Frame {
    return new Frame(this.context, this);
  }

  /** A variable that was set in the template; undefined where there is none. */
  findVariable(name: string): PythonValue | undefined {
    const own = this.variables?.get(name);
    return own === undefined ? this.parent?.findVariable(name) : own;
  }

  read(name: string, key: string): PythonValue {
    const variable = this.findVariable(name);
    if (variable !== undefined) return variable;
    if (Object.hasOwn(this.context, key)) return this.context[key] ?? null;
    return (Object.hasOwn(macros, name) ? macros[name] : undefined) ?? new Undefined(`'${name}' is undefined`);
  }

  set(name: string, value: PythonValue): void {
    this.variables ??= new Map();
    this.variables.set(name, value);
  }

  /** Counts one step of work. */
  step(): void {
    this.budget.left -= 1;
    if (this.budget.left < 0) throw new PythonError("TimeoutError", "The template takes too many steps.");
  }

  /** Runs a macro inside of what runs already. */
  nest<Value>(run: () => Value): Value {
    if (this.budget.depth >= deepest) throw new PythonError("RecursionError", "maximum recursion depth exceeded");
    this.budget.depth += 1;
    try {
      return run();
    } finally {
      this.budget.depth -= 1;
    }
  }
}
