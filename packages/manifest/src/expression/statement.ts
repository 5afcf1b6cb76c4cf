import type { Expression } from "./expression.ts";

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
