import { parseEnv } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseEnvFile, printEnvLine } from "./env-file.ts";

const awkward = fc.string({
  unit: fc.constantFrom(
    ..."ab1 \t#=$\\\"'`\n\r{}",
    "\\n",
    "${HOME}",
    "é",
    "\u2028",
    "😀",
    "export ",
    "OTHER=1\n",
    " # JSON",
  ),
  maxLength: 12,
});

test("what is printed reads back exactly, whatever stands before and after it", () => {
  fc.assert(
    fc.property(awkward, awkward, awkward, (before, value, after) => {
      const lines = [printEnvLine("BEFORE", before), printEnvLine("VALUE", value), printEnvLine("AFTER", after)];
      expect(parseEnvFile(`${lines.join("\n")}\n`)).toMatchObject({ BEFORE: before, VALUE: value, AFTER: after });
    }),
    { numRuns: 2_000 },
  );
});

test("usual values are plain, and read by everything that reads such files", () => {
  expect(printEnvLine("A", "ghp_x-1/2:3@4+5.6")).toBe("A=ghp_x-1/2:3@4+5.6");
  expect(printEnvLine("A", "it's")).toBe("A=`it's`");
  expect(printEnvLine("A", "two\nlines")).toBe("A='two\nlines'");
  expect(parseEnv(printEnvLine("A", 'say "it\'s"'))).toEqual({ A: 'say "it\'s"' });
  expect(printEnvLine("A", "'`\"")).toBe('A="\'`\\"" # JSON');
});
