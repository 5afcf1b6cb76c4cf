import { createTuple } from "./python-tuple.ts";
import { printPython } from "./print-python.ts";
import { isHashable } from "./is-hashable.ts";
import { PythonFloat } from "./python-float.ts";
import { readNumber } from "./read-number.ts";
import { readText } from "./read-text.ts";
import { setEntry } from "./set-entry.ts";
import type { PythonDict, PythonValue } from "./value.ts";

const deepest = 199;
const blank = /(?:[ \t\f]|\\\n)*(?:#[^\n]*)?/y;
const blankInside = /(?:[ \t\f\n\r]|\\\n|#[^\n]*)*/y;
const unfinished = /\\\n$/;
const tail = /(?:[ \t\f]*(?:#[^\n]*)?(?:\n|$))*$/y;
const name = /[A-Za-z_][A-Za-z_0-9]*/y;

/** Reads a text as one Python literal; undefined where it is none. */
export function parseLiteral(text: string): PythonValue | undefined {
  if (text.includes("\0") || unfinished.test(text)) return undefined;
  const source = text.replace(/^[ \t]+/, "").replaceAll(/\r\n?/g, "\n");
  const lines = /^(?:[ \t\f]*(?:#[^\n]*)?\n)*/.exec(source)?.[0].length ?? 0;
  if (/[ \t]/.test(source.charAt(lines))) return undefined;
  const reader = new LiteralReader(source, lines);
  try {
    const value = reader.readTuple();
    return reader.atEnd() ? value : undefined;
  } catch (error) {
    if (error instanceof NoLiteral) return undefined;
    throw error;
  }
}

class NoLiteral extends Error {}

class LiteralReader {
  private readonly text: string;
  private position: number;
  private depth = 0;

  constructor(text: string, position: number) {
    this.text = text;
    this.position = position;
  }

  atEnd(): boolean {
    tail.lastIndex = this.position;
    return tail.test(this.text);
  }

  readTuple(): PythonValue {
    const first = this.readValue();
    this.skip();
    if (this.peek() !== ",") return first;
    const items = [first];
    while (this.take(",")) {
      this.skip();
      if (this.atEnd() || this.peek() === ")") break;
      items.push(this.readValue());
      this.skip();
    }
    return createTuple(items);
  }

  private readValue(): PythonValue {
    this.skip();
    const character = this.peek();
    if (character === "-" || character === "+") return this.readSigned(character);
    if (character === "(") return this.nested(() => this.readParentheses());
    if (character === "[") return this.nested(() => this.readList("]"));
    if (character === "{") return this.nested(() => this.readDict());
    const text = readText(this.text, this.position);
    if (text !== undefined) return this.readTexts(text);
    return this.readNumber() ?? this.readName();
  }

  private readSigned(sign: string): PythonValue {
    this.position += 1;
    this.skip();
    let parentheses = 0;
    while (this.take("(")) {
      parentheses += 1;
      this.skip(blankInside);
    }
    const value = this.readNumber();
    for (; parentheses > 0; parentheses -= 1) {
      this.skip(blankInside);
      if (!this.take(")")) throw new NoLiteral();
    }
    if (value === undefined) throw new NoLiteral();
    if (sign === "+") return value;
    if (value instanceof PythonFloat) return new PythonFloat(-value.value);
    return value === 0 ? 0 : -value;
  }

  private readNumber(): number | bigint | PythonFloat | undefined {
    const number = readNumber(this.text, this.position);
    if (number === undefined) return undefined;
    this.position = number.end;
    if (/[A-Za-z_0-9.]/.test(this.peek())) throw new NoLiteral();
    return number.value;
  }

  private readTexts(first: { value: string; end: number }): string {
    let value = first.value;
    this.position = first.end;
    for (;;) {
      this.skip();
      const next = readText(this.text, this.position);
      if (next === undefined) return value;
      value += next.value;
      this.position = next.end;
    }
  }

  private readName(): PythonValue {
    name.lastIndex = this.position;
    const word = name.exec(this.text)?.[0];
    this.position += word?.length ?? 0;
    if (word === "True") return true;
    if (word === "False") return false;
    if (word === "None") return null;
    if (word === "set" && this.take("(") && this.take(")")) return [];
    throw new NoLiteral();
  }

  private readParentheses(): PythonValue {
    this.skip();
    if (this.take(")")) return createTuple([]);
    const value = this.readTuple();
    this.skip();
    if (!this.take(")")) throw new NoLiteral();
    return value;
  }

  private readList(close: string): PythonValue[] {
    const items: PythonValue[] = [];
    for (;;) {
      this.skip();
      if (this.take(close)) return items;
      items.push(this.readValue());
      this.skip();
      if (!this.take(",") && this.peek() !== close) throw new NoLiteral();
    }
  }

  /** A dict; a set is read as the list of its items. */
  private readDict(): PythonValue {
    const dict: PythonDict = {};
    this.skip();
    if (this.take("}")) return dict;
    const first = this.readValue();
    this.skip();
    if (this.peek() !== ":") {
      if (!this.take(",") && this.peek() !== "}") throw new NoLiteral();
      const items = [first, ...this.readList("}")];
      if (!items.every(isHashable)) throw new NoLiteral();
      return items;
    }
    let key = first;
    for (;;) {
      if (!this.take(":") || !isHashable(key)) throw new NoLiteral();
      setEntry(dict, printPython(key), this.readValue());
      this.skip();
      if (!this.take(",") && this.peek() !== "}") throw new NoLiteral();
      this.skip();
      if (this.take("}")) return dict;
      key = this.readValue();
      this.skip();
    }
  }

  private nested<Value>(read: () => Value): Value {
    this.depth += 1;
    if (this.depth > deepest) throw new NoLiteral();
    this.position += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }

  private skip(pattern: RegExp = this.depth > 0 ? blankInside : blank): void {
    pattern.lastIndex = this.position;
    this.position += pattern.exec(this.text)?.[0].length ?? 0;
  }

  private peek(): string {
    return this.text.charAt(this.position);
  }

  private take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.position += 1;
    return true;
  }
}
