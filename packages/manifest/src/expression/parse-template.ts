import { ExpressionParser } from "./parse-expression.ts";
import type { Expression } from "./expression.ts";
import type { Branch, MacroStatement, Statement, Target } from "./statement.ts";
import { TokenReader } from "./token-reader.ts";
import { tokenizeTemplate } from "./tokenize-template.ts";

/** Parses a template; what jinja would refuse raises a TemplateError. */
export function parseTemplate(template: string): readonly Statement[] {
  const parser = new TemplateParser(new TokenReader(tokenizeTemplate(template), template.length));
  return parser.parseBody([]).body;
}

class TemplateParser {
  private readonly reader: TokenReader;
  private readonly expressions: ExpressionParser;

  constructor(reader: TokenReader) {
    this.reader = reader;
    this.expressions = new ExpressionParser(reader);
  }

  /** The statements up to a tag with one of these names, or to the end of the template where none is named. */
  parseBody(ends: readonly string[]): { body: Statement[]; end: string } {
    const body: Statement[] = [];
    for (;;) {
      if (this.reader.current === undefined) {
        if (ends.length > 0)
          throw this.reader.fail(
            `Unexpected end of template. Jinja was looking for the following tags: '${ends.join("' or '")}'.`,
          );
        return { body, end: "" };
      }
      if (this.reader.is("data")) body.push({ kind: "text", text: this.reader.next().text });
      else if (this.reader.take("begin", "print")) {
        body.push({ kind: "print", value: this.expressions.parseTuple() });
        this.reader.expect("end", "print");
      } else {
        this.reader.expect("begin", "statement");
        const tag = this.reader.expect("name").text;
        if (ends.includes(tag)) return { body, end: tag };
        body.push(...this.parseStatement(tag));
      }
    }
  }

  private parseStatement(tag: string): Statement[] {
    switch (tag) {
      case "if":
        return [this.parseIf()];
      case "for":
        return [this.parseFor()];
      case "set":
        return [this.parseSet()];
      case "filter":
        return [this.parseFilterBlock()];
      case "with":
        return [this.parseWith()];
      case "macro":
        return [this.parseMacro()];
      case "include":
      case "extends":
      case "import":
      case "from":
        return [this.parseLoad()];
      case "block":
      case "autoescape":
        return this.parseTransparent(tag);
      default:
        throw this.reader.fail(`Encountered unknown tag '${tag}'.`);
    }
  }

  private parseIf(): Statement {
    const branches: Branch[] = [];
    for (;;) {
      const test = this.expressions.parseTuple({ conditional: false });
      const { body, end } = this.parseBlock(["elif", "else", "endif"]);
      branches.push({ test, body });
      if (end === "elif") continue;
      const otherwise = end === "else" ? this.parseBlock(["endif"]).body : [];
      this.closeTag();
      return { kind: "if", branches, otherwise };
    }
  }

  private parseFor(): Statement {
    const target = this.parseTarget(["in"]);
    this.reader.expect("name", "in");
    const items = this.expressions.parseTuple({ conditional: false, ends: ["recursive"] });
    const test = this.reader.take("name", "if") ? this.expressions.parse() : undefined;
    this.reader.take("name", "recursive");
    const { body, end } = this.parseBlock(["endfor", "else"]);
    const otherwise = end === "else" ? this.parseBlock(["endfor"]).body : [];
    this.closeTag();
    return { kind: "for", target, items, test, body, otherwise };
  }

  private parseSet(): Statement {
    const target = this.parseTarget([], true);
    if (this.reader.take("operator", "=")) {
      const value = this.expressions.parseTuple();
      this.closeTag();
      return { kind: "set", target, value };
    }
    const wrap = this.parseWrap(false);
    const { body } = this.parseBlock(["endset"]);
    this.closeTag();
    return { kind: "set-block", target, body, wrap };
  }

  private parseFilterBlock(): Statement {
    const wrap = this.parseWrap(true);
    const { body } = this.parseBlock(["endfilter"]);
    this.closeTag();
    return { kind: "filter-block", body, wrap };
  }

  private parseWith(): Statement {
    const bindings: (readonly [Target, Expression])[] = [];
    while (!this.reader.is("end")) {
      if (bindings.length > 0) this.reader.expect("operator", ",");
      const target: Target = { kind: "name", name: this.reader.expect("name").text };
      this.reader.expect("operator", "=");
      bindings.push([target, this.expressions.parse()]);
    }
    const { body } = this.parseBlock(["endwith"]);
    this.closeTag();
    return { kind: "with", bindings, body };
  }

  private parseMacro(): Statement {
    const { text: name } = this.reader.expect("name");
    const parameters: { name: string; fallback: Expression | undefined }[] = [];
    this.reader.expect("operator", "(");
    while (!this.reader.take("operator", ")")) {
      if (parameters.length > 0) this.reader.expect("operator", ",");
      const parameter = this.reader.expect("name").text;
      parameters.push({
        name: parameter,
        fallback: this.reader.take("operator", "=") ? this.expressions.parse() : undefined,
      });
    }
    const { body } = this.parseBlock(["endmacro"]);
    this.reader.take("name", name);
    this.closeTag();
    return { kind: "macro", name, parameters, body } satisfies MacroStatement;
  }

  /** Other templates cannot be loaded: jinja fails when it gets there. */
  private parseLoad(): Statement {
    while (!this.reader.is("end")) this.reader.next();
    this.closeTag();
    return { kind: "load" };
  }

  /** `block` and `autoescape` change nothing here: there is no inheritance, and nothing is escaped. */
  private parseTransparent(tag: string): Statement[] {
    this.expressions.parse();
    const { body } = this.parseBlock([`end${tag}`]);
    this.reader.take("name");
    this.closeTag();
    return body;
  }

  private parseBlock(ends: readonly string[]): { body: Statement[]; end: string } {
    this.closeTag();
    return this.parseBody(ends);
  }

  private closeTag(): void {
    this.reader.expect("end", "statement");
  }

  /** The filters of a block, as a function that puts them around what the block printed. */
  private parseWrap(first: boolean): (inner: Expression) => Expression {
    const marker: Expression = { kind: "name", name: "" };
    if (!first && !this.reader.is("operator", "|")) return (inner) => inner;
    let filtered: Expression = marker;
    if (first) {
      const { position } = this.reader;
      const name = this.reader.expect("name").text;
      const call = this.expressions.parseOptionalCall();
      filtered = { kind: "filter", name, value: marker, call, position };
    }
    filtered = this.expressions.parseFilters(filtered);
    return (inner) => replaceMarker(filtered, marker, inner);
  }

  private parseTarget(ends: readonly string[], withNamespace = false): Target {
    if (withNamespace && this.reader.is("name") && this.reader.is("operator", ".", 1)) {
      const name = this.reader.next().text;
      this.reader.next();
      return { kind: "attribute", name, attribute: this.reader.expect("name").text };
    }
    return this.toTarget(this.expressions.parseTargets(ends));
  }

  private toTarget(expression: Expression): Target {
    if (expression.kind === "name") return { kind: "name", name: expression.name };
    if (expression.kind === "tuple" || expression.kind === "list")
      return { kind: "tuple", items: expression.items.map((item) => this.toTarget(item)) };
    throw this.reader.fail(`can't assign to '${expression.kind}'`);
  }
}

function replaceMarker(expression: Expression, marker: Expression, inner: Expression): Expression {
  if (expression === marker) return inner;
  if (expression.kind !== "filter" && expression.kind !== "test") return expression;
  return { ...expression, value: replaceMarker(expression.value, marker, inner) };
}
