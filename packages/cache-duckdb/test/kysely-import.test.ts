import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test.each(["../src/index.ts", "../src/kysely/index.ts"])("importing %s does not load DuckDB", async (entry) => {
  const script = `
    const { createRequire } = await import("node:module");
    await import(${JSON.stringify(new URL(entry, import.meta.url).href)});
    const loaded = Object.keys(createRequire(${JSON.stringify(import.meta.url)}).cache);
    console.log(loaded.filter((path) => path.includes("@duckdb")).length);`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
  expect(stdout.trim()).toBe("0");
});
