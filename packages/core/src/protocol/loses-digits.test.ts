import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberText } from "../../test/json-text.ts";
import { losesDigits } from "./loses-digits.ts";

describe("losesDigits", () => {
  it.each([
    "0",
    "-0",
    "-0.0",
    "0.1",
    "1e22",
    "100000000000000000000000",
    "1E5",
    "0.000001",
    "1e21",
    "123456789012345680000",
    "0e999",
    "5e-324",
  ])("says that a double keeps %s", (text) => {
    expect(losesDigits(text)).toBe(false);
  });

  it.each([
    "9007199254740993",
    "1e400",
    "-1e400",
    "1e-400",
    "36028797018963968",
    "0.12345678901234567890",
    "1.00000000000000000001",
    "3e-324",
  ])("says that a double does not keep %s", (text) => {
    expect(losesDigits(text)).toBe(true);
  });

  it("agrees with a comparison of whole numbers", () => {
    fc.assert(
      fc.property(numberText(), (text) => {
        const printed = String(Number(text));
        const lost = !/\d$/.test(printed) || !isSameNumber(text, printed);
        expect(losesDigits(text)).toBe(lost);
      }),
      { numRuns: 3000 },
    );
  });

  it("never says so of what JavaScript prints", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(losesDigits(String(number))).toBe(false);
      }),
    );
  });
});

function isSameNumber(left: string, right: string): boolean {
  return scaled(left) === scaled(right);
}

/** The number times 10^1100, which makes whole every number these tests write. */
function scaled(text: string): bigint {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return (
    BigInt(whole.replace("-", "") + fraction) *
    10n ** BigInt(1100 + Number(exponent) - fraction.length) *
    (text.startsWith("-") ? -1n : 1n)
  );
}
