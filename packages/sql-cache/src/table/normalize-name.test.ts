import fc from "fast-check";
import { expect, test } from "vitest";
import { normalizeName } from "./normalize-name.ts";

test.each([
  ["CamelCaseColumn", "CamelCaseColumn"],
  ["with-dash", "with_dash"],
  ["with.dot", "with_dot"],
  ["many   gaps\tand tab", "many_gaps_and_tab"],
  ["100percent", "_100percent"],
  ["pct_%", "pct__"],
  [`quote"inside`, "quote_inside"],
  ["名前", "名前"],
  ["größe", "größe"],
  ["gro\u0308\u00dfe", "größe"],
  ["数量2", "数量2"],
  ["२क", "_२क"],
  ["\u{1f600}", "_"],
  ["", "_"],
  [" ", "_"],
])("%j is called %j", (name, normal) => {
  expect(normalizeName(name)).toBe(normal);
});

test("normal names are letters, digits and underscores, and stay what they are", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      const normal = normalizeName(name);
      expect(normal).toMatch(/^[\p{L}_][\p{L}\p{Nd}_]*$/u);
      expect(normalizeName(normal)).toBe(normal);
    }),
  );
});
