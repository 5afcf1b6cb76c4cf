import { env } from "@airdock/core";
import { expect, test } from "vitest";
import { printTypescript, toPlain } from "./print-config.ts";

const config = { token: env("TOKEN"), "odd-key": ["a", 1, null], nested: { empty: {}, text: 'say "${HOME}"' } };

test("TypeScript has references as calls and plain keys without quotes", () => {
  expect(printTypescript(config)).toBe(
    '{\n  token: env("TOKEN"),\n  "odd-key": ["a", 1, null],\n  nested: {\n    empty: {},\n    text: "say \\"${HOME}\\"",\n  },\n}',
  );
});

test("JSON and YAML have references as text, and a text that looks like one escaped", () => {
  expect(toPlain(config)).toEqual({
    token: "${TOKEN}",
    "odd-key": ["a", 1, null],
    nested: { empty: {}, text: 'say "$${HOME}"' },
  });
});
