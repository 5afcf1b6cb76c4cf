import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText } from "../../test/json-text.ts";
import { isRawNumber, parseExact, printExact } from "./exact-json.ts";

describe("parseExact and printExact", () => {
  it("keeps numbers that a double does not hold as raw numbers", () => {
    const value = parseExact('{"id":12345678901234567890,"price":0.1,"far":[1e400,-9007199254740993]}');
    expect(printExact(value)).toBe('{"id":12345678901234567890,"price":0.1,"far":[1e400,-9007199254740993]}');
    expect(value).toMatchObject({ id: { rawJSON: "12345678901234567890" }, price: 0.1 });
  });

  it("keeps numbers that a double holds as numbers, also beside raw ones", () => {
    expect(parseExact("[9007199254740992, 0.30000000000000004, 1e22, 12345678901234567890]")).toMatchObject([
      9007199254740992,
      0.30000000000000004,
      1e22,
      { rawJSON: "12345678901234567890" },
    ]);
  });

  it("tells raw numbers from objects that look like them", () => {
    expect(isRawNumber(parseExact("1e400"))).toBe(true);
    expect(isRawNumber(parseExact('{"rawJSON":"1e400"}'))).toBe(false);
    expect(isRawNumber(1)).toBe(false);
    expect(isRawNumber(null)).toBe(false);
  });

  it("takes the last of the values of a key", () => {
    expect(parseExact('{"a":1e400,"a":2}')).toEqual({ a: 2 });
    expect(printExact(parseExact('{"a":2,"a":1e400}'))).toBe('{"a":1e400}');
  });

  it.each(['{"__proto__":{"polluted":1}}', '{"__proto__":{"polluted":12345678901234567890}}'])(
    "takes __proto__ in %s as a plain key",
    (text) => {
      const value = parseExact(text);
      expect(Object.keys(value as object)).toEqual(["__proto__"]);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(printExact(value)).toBe(text);
    },
  );

  it("throws SyntaxError for what is not JSON", () => {
    expect(() => parseExact("{12345678901234567890}")).toThrow(SyntaxError);
    expect(() => parseExact("")).toThrow(SyntaxError);
  });

  it("gives what JSON.parse gives, and prints every number so that it reads the same", () => {
    fc.assert(
      fc.property(jsonText(), (text) => {
        const value = parseExact(text);
        expect(JSON.stringify(JSON.parse(printExact(value)))).toBe(JSON.stringify(JSON.parse(text)));
        expect(printExact(parseExact(printExact(value)))).toBe(printExact(value));
      }),
    );
  });
});
