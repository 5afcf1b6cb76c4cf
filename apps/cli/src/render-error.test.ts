import { expect, test } from "vitest";
import { renderError } from "./render-error.ts";

const terminal = { style: (_style: unknown, text: string): string => text };

test("what, with its code, then why, then what to do; the code stands in the first line", () => {
  const error = {
    code: "QUERY_FAILED",
    message: 'The query failed: syntax error at or near "selec"\n\nLINE 1: selec 1\n        ^',
    cause: "one\ntwo",
    hint: "Correct it.\nThen run it again.",
    retryable: false,
  } as const;
  expect(renderError(error, terminal).split("\n")).toEqual([
    '✖ The query failed: syntax error at or near "selec" [QUERY_FAILED]',
    "  LINE 1: selec 1",
    "          ^",
    "  one",
    "  two",
    "  → Correct it.",
    "  → Then run it again.",
  ]);
});

test("a cause that the message has told is not told again", () => {
  const error = { code: "UNEXPECTED", message: "It broke: no space", cause: "no space", retryable: false } as const;
  expect(renderError(error, terminal)).toBe("✖ It broke: no space [UNEXPECTED]");
});

test("nor with the name that the database has for it", () => {
  const error = {
    code: "QUERY_FAILED",
    message: "The query failed: no such table: users",
    cause: "no such table: users [SQLITE_ERROR]\nsaid by the driver",
    retryable: false,
  } as const;
  expect(renderError(error, terminal).split("\n")).toEqual([
    "✖ The query failed: no such table: users [QUERY_FAILED]",
    "  said by the driver",
  ]);
});
