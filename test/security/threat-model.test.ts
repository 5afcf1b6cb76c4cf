import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { expect, test } from "vitest";

const root = join(dirname(createRequire(import.meta.url).resolve("@airdock-test/cli/package.json")), "../..");
const text = readFileSync(join(root, "SECURITY.md"), "utf8");
const [, promises = "", remarks = ""] = /\n## Promises\n(.*)\n## What you should know\n(.*)$/s.exec(text) ?? [];
const lines = promises.split("\n").filter((line) => line.startsWith("- "));

test("every promise of SECURITY.md names a test that is there, and each says what it asserts", () => {
  expect(lines.length).toBeGreaterThanOrEqual(15);
  for (const line of lines) {
    const tests = [...(line.split(/ Tests?: /)[1] ?? "").matchAll(/\]\(([^)]+)\)/g)].map(([, path = ""]) => path);
    expect(tests.length, line).toBeGreaterThan(0);
    for (const path of tests) {
      expect([line, existsSync(join(root, path))]).toEqual([line, true]);
      expect(readFileSync(join(root, path), "utf8"), path).toMatch(/\bexpect|\bassert/);
    }
  }
});

test("every test of this folder stands behind a promise", () => {
  const own = ["config-trust", "completion", "generated-types", "screen", "secrets"];
  for (const name of own) expect(promises).toContain(`test/security/${name}.test.ts`);
});

test("what stays possible is said", () => {
  for (const word of ["superuser", "process group", "Windows"]) expect(remarks).toContain(word);
});
