import { expect, test } from "vitest";
import { parseCommandLine } from "./command-line.ts";
import { UsageError } from "./usage-error.ts";

test("each command takes its files", () => {
  expect(parseCommandLine(["spec"])).toEqual({ name: "spec" });
  expect(parseCommandLine(["check", "--config", "c"])).toEqual({ name: "check", config: "c" });
  expect(parseCommandLine(["discover", "--config=c", "--debug"])).toEqual({ name: "discover", config: "c" });
  expect(parseCommandLine(["read", "--config", "c", "--catalog", "k"])).toEqual({
    name: "read",
    config: "c",
    catalog: "k",
    state: undefined,
  });
  expect(parseCommandLine(["read", "--config", "c", "--catalog", "k", "--state", "s"])).toMatchObject({ state: "s" });
});

test.each([
  [[], "no command"],
  [["write"], "unknown command: write"],
  [["check"], "--config FILE is missing"],
  [["read", "--config", "c"], "--catalog FILE is missing"],
  [["spec", "more"], "unexpected argument: more"],
  [["spec", "--verbose"], "--verbose"],
])("%j is wrong usage", (argv, words) => {
  expect(() => parseCommandLine(argv)).toThrow(UsageError);
  expect(() => parseCommandLine(argv)).toThrow(words);
});
