import { TemplateError } from "./template-error.ts";
import type { Token } from "./token.ts";

/** Walks over the tokens of a template, one ahead. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  private index = 0;
  private readonly length: number;

  constructor(tokens: readonly Token[], length: number) {
    this.tokens = tokens;
    this.length = length;
  }

  /** The token at hand; undefined at the end of the template. */
  get current(): Token | undefined {
    return this.tokens[this.index];
  }

  get position(): number {
    return this.current?.position ?? this.length;
  }

  /** Whether the token at hand, or one further on, is this operator, name, or `end`. */
  is(kind: Token["kind"], text?: string, ahead = 0): boolean {
    const token = this.tokens[this.index + ahead];
    return token?.kind === kind && (text === undefined || token.text === text);
  }

  /** Steps over the token if it is this one. */
  take(kind: Token["kind"], text?: string): boolean {
    if (!this.is(kind, text)) return false;
    this.index += 1;
    return true;
  }

  next(): Token {
    const token = this.current;
    if (token === undefined) throw new TemplateError("unexpected end of template", this.length);
    this.index += 1;
    return token;
  }

  expect(kind: Token["kind"], text?: string): Token {
    if (this.is(kind, text)) return this.next();
    throw this.fail(`expected token '${text ?? kind}', got '${this.describe()}'`);
  }

  fail(message: string): TemplateError {
    return new TemplateError(message, this.position);
  }

  describe(): string {
    const token = this.current;
    if (token === undefined) return "end of template";
    return token.kind === "end" ? `end of ${token.text} statement` : token.text;
  }
}
