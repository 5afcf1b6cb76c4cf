import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutBytes } from "../../test/cut-bytes.ts";
import { LineSplitter } from "./line-splitter.ts";

describe("LineSplitter", () => {
  it.each([
    ["lines of one chunk", ["a\nbc\n"], ["a", "bc"]],
    ["CRLF and empty lines", ["a\r\n\r\n\nb\r\n"], ["a", "", "", "b"]],
    ["a CR inside a line, and two before the line end", ["a\rb\r\r\n"], ["a\rb\r"]],
    ["no line end after the last line", ["a\nb"], ["a", "b"]],
    ["a last line that ends in CR", ["a\r"], ["a"]],
    ["a line cut in two", ["ab", "cd\nef\n"], ["abcd", "ef"]],
    ["a line cut in many", ["a", "", "b", "c", "\n"], ["abc"]],
    ["a cut between CR and LF", ["ab\r", "\ncd\r", "\n"], ["ab", "cd"]],
    ["a chunk that begins with the line end", ["ab", "\n\nc\n"], ["ab", "", "c"]],
    ["nothing", [], []],
    ["empty chunks", ["", ""], []],
  ])("splits %s", (_what, chunks, lines) => {
    expect(split(chunks.map((chunk) => Buffer.from(chunk)))).toEqual(lines);
  });

  it("joins a character that is cut in the middle", () => {
    const bytes = Buffer.from("größe😀\n");
    expect(split([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(["größe😀"]);
  });

  it("does not copy a line inside one chunk", () => {
    const chunk = Buffer.from("one\ntwo\n");
    const splitter = new LineSplitter();
    splitter.push(chunk);
    expect(splitter.next() && splitter.bytes === chunk).toBe(true);
    expect([splitter.start, splitter.end]).toEqual([0, 3]);
    expect(splitter.next() && splitter.bytes === chunk).toBe(true);
    expect([splitter.start, splitter.end]).toEqual([4, 7]);
    expect(splitter.next()).toBe(false);
  });

  it("leaves lines given before alone when it joins later ones", () => {
    const splitter = new LineSplitter();
    const lines: (() => string)[] = [];
    for (const chunk of ["a".repeat(50), "a\nb", `${"b".repeat(90)}\n`, "c", "\n"]) {
      splitter.push(Buffer.from(chunk));
      while (splitter.next()) {
        const { bytes, start, end } = splitter;
        lines.push(() => bytes.toString("utf8", start, end));
      }
    }
    expect(lines.map((line) => line())).toEqual(["a".repeat(51), "b".repeat(91), "c"]);
  });

  it("takes a line of 40 MB in small chunks", () => {
    const splitter = new LineSplitter();
    const chunk = Buffer.alloc(65_536, "x");
    for (let count = 0; count < 640; count++) {
      splitter.push(chunk);
      expect(splitter.next()).toBe(false);
    }
    splitter.push(Buffer.from("y\nz\n"));
    expect(splitter.next()).toBe(true);
    expect(splitter.end - splitter.start).toBe(640 * 65_536 + 1);
    expect(splitter.bytes[splitter.end]).toBe(0x0a);
    expect(splitter.next() && splitter.bytes.toString("utf8", splitter.start, splitter.end)).toBe("z");
  });

  it.each([
    ["in one chunk", ["12345\n123456789\nab\n"]],
    ["over several chunks", ["123", "45\n1234", "567", "89\na", "b\n"]],
    ["at the very end", ["12345\n", "123456", "789"]],
    ["whose excess is the last byte before the line end", ["12345\n12345", "6\nab"]],
  ])("gives a line that is too long as its beginning and reads on: %s", (_what, chunks) => {
    const lines = split(
      chunks.map((chunk) => Buffer.from(chunk)),
      5,
    );
    expect(lines[0]).toBe("12345");
    expect(lines[1]).toBe("too long: 12345");
    expect(lines[2]).toBe(chunks.join("").includes("ab") ? "ab" : undefined);
  });

  it("keeps no more of a line that is too long than its beginning", () => {
    const splitter = new LineSplitter({ maxLineBytes: 100_000 });
    for (let count = 0; count < 1000; count++) {
      splitter.push(Buffer.alloc(65_536, "x"));
      splitter.next();
    }
    expect(splitter.finish()).toBe(true);
    expect(splitter.tooLong).toBe(true);
    expect(splitter.end - splitter.start).toBeGreaterThanOrEqual(2000);
    expect(splitter.bytes.length).toBeLessThanOrEqual(200_000);
    expect(splitter.finish()).toBe(false);
  });

  it("splits any bytes, however they are cut, as a plain split of the whole does", () => {
    const bytes = fc
      .array(fc.oneof(fc.constantFrom(0x0a, 0x0d), fc.integer({ min: 0, max: 255 })), { maxLength: 200 })
      .map((values) => Uint8Array.from(values));
    const input = bytes.chain((all) => fc.tuple(fc.constant(all), cutBytes(all), fc.integer({ min: 0, max: 30 })));
    fc.assert(
      fc.property(input, ([all, chunks, maxLineBytes]) => {
        expect(split(chunks, maxLineBytes)).toEqual(splitPlainly(all, maxLineBytes));
      }),
      { numRuns: 2000 },
    );
  });
});

function split(chunks: readonly Uint8Array[], maxLineBytes?: number): string[] {
  const splitter = new LineSplitter({ maxLineBytes });
  const lines: string[] = [];
  const take = (): void => {
    const text = splitter.bytes.toString("latin1", splitter.start, splitter.end);
    const line = splitter.tooLong ? `too long: ${text.slice(0, maxLineBytes)}` : text;
    lines.push(/[\x80-\xff]/.test(line) && maxLineBytes === undefined ? Buffer.from(line, "latin1").toString() : line);
  };
  for (const chunk of chunks) {
    splitter.push(chunk);
    while (splitter.next()) take();
  }
  if (splitter.finish()) take();
  return lines;
}

function splitPlainly(bytes: Uint8Array, maxLineBytes: number): string[] {
  const lines = Buffer.from(bytes).toString("latin1").split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) =>
    line.length > maxLineBytes ? `too long: ${line.slice(0, maxLineBytes)}` : line.replace(/\r$/, ""),
  );
}
