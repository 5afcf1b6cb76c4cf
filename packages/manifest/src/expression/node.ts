import type { ArithmeticOperator } from "../python/compute-python.ts";
import type { PythonValue } from "../python/value.ts";

/** An expression of a template. */
export type Expression =
  | { readonly kind: "constant"; readonly value: PythonValue }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "tuple"; readonly items: readonly Expression[] }
  | { readonly kind: "dict"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: "attribute"; readonly object: Expression; readonly name: string }
  | { readonly kind: "item"; readonly object: Expression; readonly key: Expression }
  | { readonly kind: "slice"; readonly object: Expression; readonly bounds: readonly (Expression | undefined)[] }
  | { readonly kind: "call"; readonly callee: Expression; readonly call: CallArguments }
  | {
      readonly kind: "filter";
      readonly name: string;
      readonly value: Expression;
      readonly call: CallArguments;
      readonly position: number;
    }
  | {
      readonly kind: "test";
      readonly name: string;
      readonly value: Expression;
      readonly call: CallArguments;
      readonly position: number;
    }
  | {
      readonly kind: "arithmetic";
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "sign"; readonly operator: "-" | "+"; readonly value: Expression }
  | { readonly kind: "concatenation"; readonly parts: readonly Expression[] }
  | { readonly kind: "comparison"; readonly first: Expression; readonly rest: readonly ComparisonStep[] }
  | { readonly kind: "not"; readonly value: Expression }
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly chosen: Expression;
      readonly otherwise: Expression | undefined;
    };

/** One `operator operand` of a chain of comparisons. */
export interface ComparisonStep {
  readonly operator: "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";
  readonly operand: Expression;
}

/** The arguments of a call, filter or test; `spread` stands for `*list`, `spreadNamed` for `**dict`. */
export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly named: readonly (readonly [string, Expression])[];
  readonly spread?: Expression | undefined;
  readonly spreadNamed?: Expression | undefined;
}

/** What an assignment or a loop binds: a name, several names, or an attribute of a namespace. */
export type Target =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "tuple"; readonly items: readonly Target[] }
  | { readonly kind: "attribute"; readonly name: string; readonly attribute: string };

/** A part of a template's body. */
export type Statement =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "print"; readonly value: Expression }
  | { readonly kind: "if"; readonly branches: readonly Branch[]; readonly otherwise: readonly Statement[] }
  | ForStatement
  | { readonly kind: "set"; readonly target: Target; readonly value: Expression }
  | {
      readonly kind: "set-block";
      readonly target: Target;
      readonly body: readonly Statement[];
      readonly wrap: (inner: Expression) => Expression;
    }
  | {
      readonly kind: "filter-block";
      readonly body: readonly Statement[];
      readonly wrap: (inner: Expression) => Expression;
    }
  | {
      readonly kind: "with";
      readonly bindings: readonly (readonly [Target, Expression])[];
      readonly body: readonly Statement[];
    }
  | MacroStatement
  | { readonly kind: "load" }
  | { readonly kind: "do"; readonly value: Expression };

/** An `if` or `elif` with its body. */
export interface Branch {
  readonly test: Expression;
  readonly body: readonly Statement[];
}

/** A `for` loop. */
export interface ForStatement {
  readonly kind: "for";
  readonly target: Target;
  readonly items: Expression;
  readonly test: Expression | undefined;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

/** A macro of the template's own. */
export interface MacroStatement {
  readonly kind: "macro";
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly fallback: Expression | undefined }[];
  readonly body: readonly Statement[];
}
