import fc from "fast-check";
import { expect, test } from "vitest";
import { createExtractedAt } from "./extracted-at.ts";

test("prints what Date prints, with six digits, whatever came before", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 })), (times) => {
      const print = createExtractedAt();
      for (const time of times.flatMap((one) => [one, one + 1]))
        expect(print(time)).toBe(new Date(time).toISOString().replace("Z", "000Z"));
    }),
  );
});

test("a time that no date can be becomes the nearest one", () => {
  expect(createExtractedAt()(1e300)).toBe("+275760-09-13T00:00:00.000000Z");
});
