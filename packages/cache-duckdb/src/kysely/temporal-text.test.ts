import fc from "fast-check";
import { expect, test } from "vitest";
import { dateText, nanosecondsText, offsetText, timestampText, timeText } from "./temporal-text.ts";

test.each([
  [0, "1970-01-01"],
  [-1, "1969-12-31"],
  [11_016, "2000-02-29"],
  [-719_528, "0000-01-01"],
  [-719_529, "-0001-12-31"],
  [2_932_896, "9999-12-31"],
  [2_932_897, "10000-01-01"],
  [2 ** 31 - 2, "5881580-07-10"],
  [2 ** 31 - 1, "infinity"],
  [-(2 ** 31 - 1), "-infinity"],
])("%d days are %s", (days, text) => {
  expect(dateText(days)).toBe(text);
});

test("dates are those of Date, as far as Date reaches with four digits", () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (days) => {
      expect(dateText(days)).toBe(new Date(days * 86_400_000).toISOString().slice(0, 10));
    }),
  );
});

test("timestamps are those of Date, with three digits more", () => {
  const withinFourDigits = fc.bigInt({ min: -62_167_219_200_000_000n, max: 253_402_300_799_999_999n });
  fc.assert(
    fc.property(withinFourDigits, (microseconds) => {
      const text = timestampText(microseconds, "Z");
      const milliseconds = Number((microseconds - (((microseconds % 1000n) + 1000n) % 1000n)) / 1000n);
      expect(`${text.slice(0, -4)}Z`).toBe(new Date(milliseconds).toISOString());
      expect(text.slice(-4)).toBe(`${String(((microseconds % 1000n) + 1000n) % 1000n).padStart(3, "0")}Z`);
    }),
  );
});

test("timestamps have ends", () => {
  expect(timestampText(2n ** 63n - 1n, "Z")).toBe("infinity");
  expect(timestampText(-(2n ** 63n - 1n), "")).toBe("-infinity");
  expect(timestampText(2n ** 63n - 2n, "")).toBe("294247-01-10T04:00:54.775806");
  expect(timestampText(-9_223_372_022_400_000_000n, "")).toBe("-290308-12-22T00:00:00.000000");
});

test("nanoseconds keep nine digits, on both sides of 1970", () => {
  expect(nanosecondsText(1n)).toBe("1970-01-01T00:00:00.000000001");
  expect(nanosecondsText(-1n)).toBe("1969-12-31T23:59:59.999999999");
  expect(nanosecondsText(2n ** 63n - 1n)).toBe("infinity");
});

test("a day has 24:00", () => {
  expect(timeText(86_400_000_000)).toBe("24:00:00.000000");
  expect(timeText(3_723_000_004)).toBe("01:02:03.000004");
});

test.each([
  [0, "Z"],
  [7_200, "+02:00"],
  [-12_600, "-03:30"],
  [19_815, "+05:30:15"],
])("an offset of %d seconds is %s", (seconds, text) => {
  expect(offsetText(seconds)).toBe(text);
});
