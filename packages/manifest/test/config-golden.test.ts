import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bestBreach } from "../src/config/best-breach.ts";
import { findBreaches } from "../src/config/find-breaches.ts";
import type { PythonDict } from "../src/python/value.ts";

/** What Python's jsonschema says of the same config: written by `golden/generate_config.py`. */
interface Case {
  readonly schema: PythonDict;
  readonly config: PythonDict;
  readonly message: string | null;
}

const cases = JSON.parse(readFileSync(new URL("golden/config.json", import.meta.url), "utf8")) as Case[];

test.each(
  cases.map(
    (item) => [JSON.stringify(item.config), Object.keys(item.schema["properties"] ?? {}).join(), item] as const,
  ),
)("%s by the schema of %s", (_config, _schema, { schema, config, message }) => {
  expect(bestBreach(findBreaches(config, schema))?.message ?? null).toBe(message);
});
