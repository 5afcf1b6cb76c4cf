import { expect, test } from "vitest";
import { stripMarkup } from "./strip-markup.ts";

test.each([
  ["The key from <b>Settings</b> &gt; <a href='https://example.org'>API</a>.", "The key from Settings > API."],
  ["See the\n  [docs](https://example.org) &amp; more &unknown;", "See the docs & more &unknown;"],
  ["a < b", "a < b"],
])("%j is %j", (text, plain) => {
  expect(stripMarkup(text)).toBe(plain);
});
