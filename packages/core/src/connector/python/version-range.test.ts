import { expect, test } from "vitest";
import { fitsRange, parseVersion } from "./version-range.ts";

test.each([
  ["", "3.11.7", true],
  [">=3.10,<3.13", "3.11.7", true],
  [">=3.10,<3.13", "3.13.0", false],
  [">=3.10, <3.13", "3.9.18", false],
  ["<3.12,>=3.9", "3.12.0", false],
  [">3.10", "3.10.0", false],
  ["<=3.11", "3.11.0", true],
  ["<=3.11", "3.11.1", false],
  ["==3.11.*", "3.11.7", true],
  ["==3.11.*", "3.1.1", false],
  ["!=3.9.7,>=3.9", "3.9.7", false],
  ["!=3.9.*", "3.10.1", true],
  ["~=3.10", "3.14.0", true],
  ["~=3.10.1", "3.11.0", false],
  [">=3.10,nonsense", "3.11.0", true],
])("%j and %s: %s", (range, version, fits) => {
  expect(fitsRange(parseVersion(version), range)).toBe(fits);
});
