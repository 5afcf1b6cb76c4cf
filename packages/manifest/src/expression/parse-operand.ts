import type { CallArguments, Expression } from "./expression.ts";
import type { TokenReader } from "./token-reader.ts";

const constants: Readonly<Record<string, boolean | null>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  none: null,
  None: null,
};

/** Parses what operators stand between: literals and names, with the attributes, subscripts, calls, filters and tests behind them. */
export abstract class OperandParser {
  protected readonly reader: TokenReader;

  constructor(reader: TokenReader) {
    this.reader = reader;
  }

  /** A whole expression, for what stands in brackets. */
  abstract parse(): Expression;
  /** Several expressions with commas between them, for what stands in parentheses. */
  abstract parseTuple(options?: { parenthesized?: boolean }): Expression;

  protected parsePrimary(): Expression {
    const token = this.reader.next();
    if (token.kind === "name")
      return Object.hasOwn(constants, token.text)
        ? { kind: "constant", value: constants[token.text] ?? null }
        : { kind: "name", name: token.text };
    if (token.kind === "number") return { kind: "constant", value: token.value ?? null };
    if (token.kind === "text") {
      let value = String(token.value);
      while (this.reader.is("text")) value += String(this.reader.next().value);
      return { kind: "constant", value };
    }
    if (token.kind === "operator" && token.text === "(") {
      const tuple = this.parseTuple({ parenthesized: true });
      this.reader.expect("operator", ")");
      return tuple;
    }
    if (token.kind === "operator" && token.text === "[")
      return { kind: "list", items: this.parseItems("]", () => this.parse()) };
    if (token.kind === "operator" && token.text === "{")
      return { kind: "dict", entries: this.parseItems("}", () => this.parseEntry()) };
    throw this.reader.fail(`unexpected '${token.kind === "end" ? `end of ${token.text} statement` : token.text}'`);
  }

  private parseEntry(): readonly [Expression, Expression] {
    const key = this.parse();
    this.reader.expect("operator", ":");
    return [key, this.parse()];
  }

  private parseItems<Item>(close: string, parseItem: () => Item): Item[] {
    const items: Item[] = [];
    while (!this.reader.is("operator", close)) {
      if (items.length > 0) this.reader.expect("operator", ",");
      if (this.reader.is("operator", close)) break;
      items.push(parseItem());
    }
    this.reader.expect("operator", close);
    return items;
  }

  protected parsePostfix(start: Expression): Expression {
    let expression = start;
    for (;;) {
      if (this.reader.take("operator", ".")) expression = this.parseAttribute(expression);
      else if (this.reader.take("operator", "[")) expression = this.parseSubscript(expression);
      else if (this.reader.is("operator", "("))
        expression = { kind: "call", callee: expression, call: this.parseCall() };
      else return expression;
    }
  }

  /** Filters, tests and calls behind an expression. */
  parseFilters(start: Expression): Expression {
    let expression = start;
    for (;;) {
      if (this.reader.take("operator", "|")) expression = this.parseFilter(expression);
      else if (this.reader.take("name", "is")) expression = this.parseTest(expression);
      else if (this.reader.is("operator", "("))
        expression = { kind: "call", callee: expression, call: this.parseCall() };
      else return expression;
    }
  }

  private parseFilter(value: Expression): Expression {
    const { position } = this.reader;
    const name = this.parseDottedName();
    return { kind: "filter", name, value, call: this.parseOptionalCall(), position };
  }

  private parseTest(value: Expression): Expression {
    const { position } = this.reader;
    const negated = this.reader.take("name", "not");
    const name = this.parseDottedName();
    const test: Expression = { kind: "test", name, value, call: this.parseTestArguments(), position };
    return negated ? { kind: "not", value: test } : test;
  }

  private parseTestArguments(): CallArguments {
    const token = this.reader.current;
    if (token === undefined || this.reader.is("operator", "(")) return this.parseOptionalCall();
    const begins =
      ["name", "text", "number"].includes(token.kind) || ["[", "{"].some((one) => this.reader.is("operator", one));
    if (!begins || (token.kind === "name" && ["else", "or", "and"].includes(token.text)))
      return { positional: [], named: [] };
    if (token.kind === "name" && token.text === "is") throw this.reader.fail("You cannot chain multiple tests with is");
    return { positional: [this.parsePostfix(this.parsePrimary())], named: [] };
  }

  private parseDottedName(): string {
    let name = this.reader.expect("name").text;
    while (this.reader.take("operator", ".")) name += `.${this.reader.expect("name").text}`;
    return name;
  }

  private parseAttribute(object: Expression): Expression {
    const token = this.reader.next();
    if (token.kind === "name") return { kind: "attribute", object, name: token.text };
    if (token.kind === "number" && /^\d+$/.test(token.text))
      return { kind: "item", object, key: { kind: "constant", value: token.value ?? null } };
    throw this.reader.fail("expected name or number");
  }

  private parseSubscript(object: Expression): Expression {
    const keys: (Expression | readonly (Expression | undefined)[])[] = [];
    while (!this.reader.is("operator", "]")) {
      if (keys.length > 0) this.reader.expect("operator", ",");
      keys.push(this.parseKey());
    }
    this.reader.expect("operator", "]");
    const [key] = keys;
    if (key === undefined) throw this.reader.fail("expected subscript expression");
    if (keys.length === 1)
      return Array.isArray(key)
        ? { kind: "slice", object, bounds: key }
        : { kind: "item", object, key: key as Expression };
    return { kind: "item", object, key: { kind: "tuple", items: keys as Expression[] } };
  }

  private parseKey(): Expression | readonly (Expression | undefined)[] {
    const bounds: (Expression | undefined)[] = [];
    for (;;) {
      const ended = [":", "]", ","].some((one) => this.reader.is("operator", one));
      const bound = ended ? undefined : this.parse();
      bounds.push(bound);
      if (bounds.length === 3 || !this.reader.take("operator", ":")) break;
    }
    const [first] = bounds;
    if (bounds.length > 1) return bounds;
    if (first === undefined) throw this.reader.fail("expected subscript expression");
    return first;
  }

  /** Arguments in parentheses, or none. */
  parseOptionalCall(): CallArguments {
    return this.reader.is("operator", "(") ? this.parseCall() : { positional: [], named: [] };
  }

  private parseCall(): CallArguments {
    const positional: Expression[] = [];
    const named: (readonly [string, Expression])[] = [];
    let spread: Expression | undefined;
    let spreadNamed: Expression | undefined;
    this.reader.expect("operator", "(");
    this.parseItems(")", () => {
      if (this.reader.take("operator", "*")) spread = this.parse();
      else if (this.reader.take("operator", "**")) spreadNamed = this.parse();
      else if (this.reader.is("name") && this.reader.is("operator", "=", 1)) {
        const name = this.reader.next().text;
        this.reader.next();
        named.push([name, this.parse()]);
      } else if (named.length > 0 || spread !== undefined || spreadNamed !== undefined)
        throw this.reader.fail("invalid syntax for function call expression");
      else positional.push(this.parse());
    });
    return { positional, named, spread, spreadNamed };
  }

  protected closes(ends: readonly string[]): boolean {
    const token = this.reader.current;
    if (token === undefined || token.kind === "end") return true;
    if (token.kind === "operator" && [")", "]", "}", "="].includes(token.text)) return true;
    return token.kind === "name" && ends.includes(token.text);
  }
}
