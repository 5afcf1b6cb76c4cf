import fc from "fast-check";
import { expect, test } from "vitest";
import { exactDecimal, exactInteger } from "./exact-number.ts";

test("integers are numbers as long as those are exact", () => {
  expect(exactInteger(9_007_199_254_740_991n)).toBe(9_007_199_254_740_991);
  expect(exactInteger(9_007_199_254_740_992n)).toBe(9_007_199_254_740_992n);
  expect(exactInteger(-(2n ** 127n))).toBe(-(2n ** 127n));
});

test.each([
  [125n, 2, 1.25],
  [-5n, 3, -0.005],
  [0n, 9, 0],
  [999_999_999_999_999n, 0, 999_999_999_999_999],
  [12_345_678_901_234_567_890n, 0, "12345678901234567890"],
  [12_345_678_901_234_567_800n, 2, "123456789012345678.00"],
  [-(10n ** 30n), 20, -10_000_000_000],
  [1n, 38, 1e-38],
  [12_345_678_901_234_567n, 16, 1.2345678901234567],
  [12_345_678_901_234_569n, 16, "1.2345678901234569"],
  [1_000_000_000_000_000_000n, 18, 1],
])("%d / 10^%d is %o", (unscaled, scale, expected) => {
  expect(exactDecimal(unscaled, scale)).toBe(expected);
});

test("a decimal is never another number than the one it was", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), fc.nat(38), (unscaled, scale) => {
      const value = exactDecimal(unscaled, scale);
      expect(parseUnscaled(String(value), scale)).toBe(unscaled);
    }),
  );
});

/** What a decimal text spells, times 10^scale; the shortest text of a double included. */
function parseUnscaled(text: string, scale: number): bigint {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(text) ?? [];
  const shift = scale + Number(exponent) - fraction.length;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
}
