import { expect, test } from "vitest";
import { cutText } from "./cut-text.ts";

test.each([
  ["short", 5, "short"],
  ["longer", 5, "long…"],
  ["小林 昭一", 9, "小林 昭一"],
  ["小林 昭一", 8, "小林 昭…"],
  ["小林 昭一", 7, "小林 …"],
  ["\u001b[1mbold\u001b[22m", 4, "\u001b[1mbold\u001b[22m"],
  ["\u001b[1mbolder\u001b[22m", 4, "\u001b[1mbol…\u001b[0m"],
])("%j in %i columns is %j", (text, width, expected) => {
  expect(cutText(text, width)).toBe(expected);
});
