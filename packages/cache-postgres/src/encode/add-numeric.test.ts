import { isSameNumber } from "@airdock/sql-cache";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addNumeric } from "./add-numeric.ts";
import { addUsual } from "./add-usual.ts";
import { TupleBuffer } from "./tuple-buffer.ts";

const number = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(30), fc.constantFrom("", "e5", "E-7", "e+12"))
  .map(([whole, places, exponent]) => {
    const digits = String(whole)
      .replace("-", "")
      .padStart(places + 1, "0");
    const [before, after] = [digits.slice(0, digits.length - places), digits.slice(digits.length - places)];
    return `${whole < 0n ? "-" : ""}${before}${after === "" ? "" : `.${after}`}${exponent}`;
  });

test("a number is what was written, digit for digit", () => {
  fc.assert(
    fc.property(
      fc.oneof(number, fc.constantFrom("0", "-0.00", "0e9", "+5", ".5", "5.", "1e-40", "10000", "9999.9999")),
      (text) => {
        const out = new TupleBuffer();
        addNumeric(out, text);
        expect(isSameNumber(readNumeric(out.written), text)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test("the fast path writes the same bytes", () => {
  const plain = fc
    .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat(6))
    .map(([whole, places]) => (whole / 10 ** places).toFixed(places));
  fc.assert(
    fc.property(
      fc.oneof(plain, fc.integer().map(String), fc.constantFrom("0", "0.0", "-0.50", "123456789012345")),
      (text) => {
        const [fast, exact] = [new TupleBuffer(), new TupleBuffer()];
        const bytes = Buffer.from(`${text},`);
        expect(addUsual(fast, "number", bytes, 0, text.length)).toBe(true);
        addNumeric(exact, text);
        expect(isSameNumber(readNumeric(fast.written), readNumeric(exact.written))).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

/** The text of a field in PostgreSQL's binary form of a numeric. */
function readNumeric(field: Buffer): string {
  const [groups, weight] = [field.readInt16BE(4), field.readInt16BE(6)];
  const digits = Array.from({ length: groups }, (_, index) =>
    String(field.readInt16BE(12 + 2 * index)).padStart(4, "0"),
  );
  expect(field.readInt32BE(0)).toBe(field.length - 4);
  return `${field.readInt16BE(8) === 0 ? "" : "-"}${digits.join("") || "0"}e${(weight + 1 - groups) * 4}`;
}
