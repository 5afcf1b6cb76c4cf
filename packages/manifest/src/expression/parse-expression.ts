import type { ArithmeticOperator } from "../python/arithmetic-operator.ts";
import type { ComparisonStep, Expression } from "./expression.ts";
import { OperandParser } from "./parse-operand.ts";

const comparisons = new Set<string>(["==", "!=", "<", "<=", ">", ">="]);
const deepest = 200;

/** Parses expressions by jinja's precedence, lowest first: conditional, or, and, not, comparison, sum, `~`, product, power, sign, postfix and filters. */
export class ExpressionParser extends OperandParser {
  private depth = 0;

  /** One expression or a tuple of several without parentheses; `ends` are names that close it. */
  parseTuple(options: { conditional?: boolean; ends?: readonly string[]; parenthesized?: boolean } = {}): Expression {
    const { conditional = true, ends = [], parenthesized = false } = options;
    const items: Expression[] = [];
    let isTuple = false;
    while (!this.closes(ends)) {
      items.push(conditional ? this.parse() : this.parseOr());
      if (!this.reader.take("operator", ",")) break;
      isTuple = true;
    }
    const [only] = items;
    if (!isTuple && only !== undefined) return only;
    if (items.length === 0 && !parenthesized)
      throw this.reader.fail(`Expected an expression, got '${this.reader.describe()}'`);
    return { kind: "tuple", items };
  }

  /** The names an assignment or a loop binds. */
  parseTargets(ends: readonly string[]): Expression {
    const items: Expression[] = [];
    let isTuple = false;
    while (!this.closes(ends)) {
      items.push(this.parsePrimary());
      if (!this.reader.take("operator", ",")) break;
      isTuple = true;
    }
    const [only] = items;
    if (only === undefined) throw this.reader.fail(`Expected an expression, got '${this.reader.describe()}'`);
    return isTuple ? { kind: "tuple", items } : only;
  }

  parse(): Expression {
    this.depth += 1;
    if (this.depth > deepest) throw this.reader.fail("the expression is nested too deeply");
    let expression = this.parseOr();
    while (this.reader.take("name", "if")) {
      const test = this.parseOr();
      const otherwise = this.reader.take("name", "else") ? this.parse() : undefined;
      expression = { kind: "conditional", test, chosen: expression, otherwise };
    }
    this.depth -= 1;
    return expression;
  }

  parseOr(): Expression {
    let left = this.parseAnd();
    while (this.reader.take("name", "or")) left = { kind: "or", left, right: this.parseAnd() };
    return left;
  }

  private parseAnd(): Expression {
    let left = this.parseNot();
    while (this.reader.take("name", "and")) left = { kind: "and", left, right: this.parseNot() };
    return left;
  }

  private parseNot(): Expression {
    return this.reader.take("name", "not") ? { kind: "not", value: this.parseNot() } : this.parseComparison();
  }

  private parseComparison(): Expression {
    const first = this.parseSum();
    const rest: ComparisonStep[] = [];
    for (;;) {
      const operator = this.takeComparison();
      if (operator === undefined) return rest.length === 0 ? first : { kind: "comparison", first, rest };
      rest.push({ operator, operand: this.parseSum() });
    }
  }

  private takeComparison(): ComparisonStep["operator"] | undefined {
    const token = this.reader.current;
    if (token?.kind === "operator" && comparisons.has(token.text))
      return this.reader.next().text as ComparisonStep["operator"];
    if (this.reader.take("name", "in")) return "in";
    if (!this.reader.is("name", "not") || !this.reader.is("name", "in", 1)) return undefined;
    this.reader.next();
    this.reader.next();
    return "not in";
  }

  private parseSum(): Expression {
    return this.parseBinary(["+", "-"], () => this.parseConcatenation());
  }

  private parseConcatenation(): Expression {
    const parts = [this.parseProduct()];
    while (this.reader.take("operator", "~")) parts.push(this.parseProduct());
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: "concatenation", parts };
  }

  private parseProduct(): Expression {
    return this.parseBinary(["*", "/", "//", "%"], () => this.parseBinary(["**"], () => this.parseUnary()));
  }

  private parseBinary(operators: readonly ArithmeticOperator[], parseOperand: () => Expression): Expression {
    let left = parseOperand();
    for (;;) {
      const operator = operators.find((one) => this.reader.is("operator", one));
      if (operator === undefined) return left;
      this.reader.next();
      left = { kind: "arithmetic", operator, left, right: parseOperand() };
    }
  }

  private parseUnary(withFilters = true): Expression {
    const operator = this.reader.is("operator", "-") ? "-" : this.reader.is("operator", "+") ? "+" : undefined;
    let expression: Expression;
    if (operator === undefined) expression = this.parsePrimary();
    else {
      this.reader.next();
      this.depth += 1;
      if (this.depth > deepest) throw this.reader.fail("the expression is nested too deeply");
      expression = { kind: "sign", operator, value: this.parseUnary(false) };
      this.depth -= 1;
    }
    expression = this.parsePostfix(expression);
    return withFilters ? this.parseFilters(expression) : expression;
  }
}
