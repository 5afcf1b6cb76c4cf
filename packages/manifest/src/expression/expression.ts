import type { ArithmeticOperator } from "../python/arithmetic-operator.ts";
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
