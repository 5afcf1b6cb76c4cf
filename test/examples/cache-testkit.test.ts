import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { readExample } from "./read-example.ts";
import { runInFolder } from "./run-in-folder.ts";

const run = promisify(execFile);
const bin = join(import.meta.dirname, "../../node_modules/.bin");
const environment = { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}`, NODE_OPTIONS: "" };

test("the suite tries a cache in the way its README shows", async () => {
  const { stdout } = await runInFolder(async (folder) => {
    await writeFile(join(folder, "my-cache-under-test.ts"), readExample("cache-under-test"));
    await writeFile(join(folder, "my-cache.test.ts"), readExample("test-cache"));
    return await run("node", ["--test", "--test-reporter=spec", "my-cache.test.ts"], { cwd: folder, env: environment });
  });
  expect(stdout).toMatch(/\d+ cases to try, \d+ need what this cache does not have/);
  expect(Number(/pass (\d+)/.exec(stdout)?.[1])).toBeGreaterThan(100);
  expect(stdout).toMatch(/fail 0/);
});
