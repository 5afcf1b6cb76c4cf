import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeJson, escapeLine, escapeText } from "./escape-text.ts";

test.each([
  ["\u001b]0;title\u0007", String.raw`\u001b]0;title\u0007`],
  ["\u009b31mred", String.raw`\u009b31mred`],
  ["over\rwritten\b", String.raw`over\u000dwritten\u0008`],
  ["\u202eevil\u2066", String.raw`\u202eevil\u2066`],
  ["two\nlines\tof text", "two\nlines\tof text"],
  ["שלום עליכם 👩‍💻 می‌خواهم é", "שלום עליכם 👩‍💻 می‌خواهم é"],
])("%j", (text, escaped) => {
  expect(escapeText(text)).toBe(escaped);
});

test("a name stays on its line", () => {
  expect(escapeLine("a\nb\tc\rd\u0085")).toBe(String.raw`a\nb\tc\rd\u0085`);
});

test("nothing that a terminal obeys is left, and JSON keeps its value", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(escapeLine(text)).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      expect(escapeText(text).replaceAll(/[\n\t]/g, "")).not.toMatch(/\p{Cc}/u);
      const json = escapeJson(JSON.stringify({ text }));
      expect(JSON.parse(json)).toEqual({ text });
      expect(json).not.toMatch(/[\p{Cc}\u202e]/u);
    }),
  );
});
