import type { Expression } from "./expression.ts";
import type { Statement, Target } from "./statement.ts";
import { macros } from "./macro.ts";

/**
 * The names a template reads from its context, by jinja's own reckoning (`meta.find_undeclared_variables`): a name that is set on
 * some branches of a condition only counts as read, even where every branch that is written sets it.
 */
export function findUndeclared(body: readonly Statement[]): readonly string[] {
  const found = new Set<string>();
  new Scope(undefined, found).visitBody(body);
  return [...found].filter((name) => !Object.hasOwn(macros, name));
}

/** What one frame of a template knows of names: those it refers to, those it sets, those it must load from the context. */
class Scope {
  private readonly parent: Scope | undefined;
  private readonly found: Set<string>;
  private known = new Set<string>();
  private stored = new Set<string>();
  private loaded = new Set<string>();
  private readonly inner: (() => void)[] = [];

  constructor(parent: Scope | undefined, found: Set<string>) {
    this.parent = parent;
    this.found = found;
  }

  /** Walks over a body, then over the loops and macros in it, which see all the names the body sets. */
  visitBody(body: readonly Statement[]): void {
    this.visitAll(body);
    for (const name of this.loaded) this.found.add(name);
    for (const visit of this.inner) visit();
  }

  private visitAll(body: readonly Statement[]): void {
    for (const statement of body) this.visit(statement);
  }

  private visit(statement: Statement): void {
    switch (statement.kind) {
      case "text":
      case "load":
        return;
      case "print":
      case "do":
        this.read(statement.value);
        return;
      case "if":
        this.visitBranches(statement.branches, statement.otherwise);
        return;
      case "for":
        this.read(statement.items);
        this.defer((scope) => {
          scope.store({ kind: "tuple", items: [statement.target, { kind: "name", name: "loop" }] });
          if (statement.test) scope.read(statement.test);
          scope.visitBody(statement.body);
        });
        this.defer((scope) => scope.visitBody(statement.otherwise));
        return;
      case "set":
        this.read(statement.value);
        this.store(statement.target);
        return;
      case "set-block":
        this.read(statement.wrap({ kind: "constant", value: "" }));
        this.store(statement.target);
        this.defer((scope) => scope.visitBody(statement.body));
        return;
      case "filter-block":
        this.read(statement.wrap({ kind: "constant", value: "" }));
        this.defer((scope) => scope.visitBody(statement.body));
        return;
      case "with":
        for (const [, value] of statement.bindings) this.read(value);
        this.defer((scope) => {
          for (const [target] of statement.bindings) scope.store(target);
          scope.visitBody(statement.body);
        });
        return;
      case "macro":
        this.store({ kind: "name", name: statement.name });
        this.defer((scope) => {
          for (const { name } of statement.parameters) scope.store({ kind: "name", name });
          for (const name of ["caller", "kwargs", "varargs"]) scope.store({ kind: "name", name });
          scope.visitBody(statement.body);
        });
    }
  }

  private visitBranches(
    branches: Extract<Statement, { kind: "if" }>["branches"],
    otherwise: readonly Statement[],
  ): void {
    const [first, ...rest] = branches;
    if (first === undefined) return;
    this.read(first.test);
    const parts = [this.branch((scope) => scope.visitAll(first.body))];
    parts.push(this.branch((scope) => rest.forEach((branch) => scope.visitBranches([branch], []))));
    parts.push(this.branch((scope) => scope.visitAll(otherwise)));
    this.merge(parts);
  }

  /** A name stored on some of the three branches of an `if` (body, elifs, else) but not on all is loaded from the context. */
  private merge(parts: readonly Scope[]): void {
    const counts = new Map<string, number>();
    for (const part of parts)
      for (const name of part.stored) if (!this.stored.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const part of parts) {
      for (const name of part.known) this.known.add(name);
      for (const name of part.stored) this.stored.add(name);
      for (const name of part.loaded) this.loaded.add(name);
    }
    for (const [name, count] of counts) if (count < parts.length && !this.parent?.knows(name)) this.loaded.add(name);
  }

  private branch(visit: (scope: Scope) => void): Scope {
    const scope = new Scope(this.parent, this.found);
    scope.known = new Set(this.known);
    scope.stored = new Set(this.stored);
    scope.loaded = new Set(this.loaded);
    visit(scope);
    this.inner.push(...scope.inner);
    return scope;
  }

  private defer(visit: (scope: Scope) => void): void {
    this.inner.push(() => visit(new Scope(this, this.found)));
  }

  private knows(name: string): boolean {
    return this.known.has(name) || (this.parent?.knows(name) ?? false);
  }

  private store(target: Target): void {
    if (target.kind === "tuple") for (const item of target.items) this.store(item);
    else if (target.kind === "attribute") this.load(target.name);
    else {
      this.stored.add(target.name);
      this.known.add(target.name);
    }
  }

  private load(name: string): void {
    if (this.knows(name)) return;
    this.known.add(name);
    this.loaded.add(name);
  }

  private read(expression: Expression): void {
    for (const name of namesIn(expression)) this.load(name);
  }
}

function namesIn(expression: Expression): string[] {
  if (expression.kind === "name") return [expression.name];
  return Object.values(expression).flatMap(namesInPart);
}

function namesInPart(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(namesInPart);
  if (typeof part !== "object" || part === null) return [];
  if ("kind" in part) return namesIn(part as Expression);
  const call = part as { positional?: unknown; operand?: unknown };
  return call.positional === undefined && call.operand === undefined ? [] : Object.values(part).flatMap(namesInPart);
}
