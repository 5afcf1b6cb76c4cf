import { expect, test } from "vitest";
import { wrapText } from "./wrap-text.ts";

test.each([
  ["one line", 8, ["one line"]],
  ["a few words more", 6, ["a few", "words", "more"]],
  ["averylongword", 6, ["averyl", "ongwor", "d"]],
  ["小林昭一", 4, ["小林", "昭一"]],
  ["", 5, [""]],
])("%j in %i columns", (text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines);
});
