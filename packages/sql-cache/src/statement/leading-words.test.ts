import { expect, test } from "vitest";
import { firstWord, leadingWords } from "./leading-words.ts";

const words = (sql: string, nestsComments = false): string[] =>
  [...leadingWords(sql, { nestsComments })].map(({ text }) => text);

test("white space and comments stand before no word", () => {
  expect(firstWord("\uFEFF \t\n-- copy\n/* copy */ ; SELECT 1")).toBe("select");
  expect(words("explain /* x */ (analyze) select")).toEqual(["explain", "(", "analyze", ")", "select"]);
  expect(firstWord("")).toBe("");
  expect(firstWord("/* copy")).toBe("");
  expect(firstWord("-- copy")).toBe("");
});

test("comments are nested where the database nests them", () => {
  expect(firstWord("/* /* */ select */ copy", { nestsComments: true })).toBe("copy");
  expect(firstWord("/* /* */ select */ copy")).toBe("select");
});

test("the end of a word is where the text after it begins", () => {
  const sql = "explain select 1";
  const [first] = leadingWords(sql);
  expect(sql.slice(first?.end)).toBe(" select 1");
});

test("a long comment takes no long time", () => {
  expect(firstWord(`/*${"* /".repeat(100_000)}*/ select`)).toBe("select");
  expect(firstWord(`${" ".repeat(200_000)}select`)).toBe("select");
});
