import { afterEach, describe, expect, test, vi } from "vitest";
import { type CaseSkip, testCache } from "../src/index.ts";
import { faults } from "./faulty-cache.ts";

const sound = new URL("./memory-under-test.ts", import.meta.url);
const faulty = new URL("./faulty-cache.ts", import.meta.url);

afterEach(() => void vi.unstubAllEnvs());

describe("testCache", () => {
  test("counts the cases, and those that are not for this cache", async () => {
    const tests = new Map<string, () => Promise<void>>();
    const summary = await testCache({ module: sound, test: (name, run) => tests.set(name, run) });
    expect(tests.size).toBe(summary.cases + 1);
    expect(summary.skipped).toBe(0);
    expect(summary.unfit).toContain("crash: merge: killed while it finalizes");
    expect([...tests.keys()].at(-1)).toBe(
      `suite: ${summary.cases} cases, 0 skipped with a reason, ${summary.unfit.length} need what this cache does not have`,
    );
  });

  test("the last test fails when the runner left cases out", async () => {
    const tests = await collectTests(sound);
    await expect(tests.at(-1)?.run()).rejects.toThrow("strictly deep-equal");
  });

  test("a skipped case that fails is no failure, one that passes is", async () => {
    const skip = [{ reason: "to see", cases: ["supports: bounds are whole numbers"] }];
    const [passing] = await collectTests(sound, skip, /bounds/);
    expect(passing?.name).toBe("supports: bounds are whole numbers (skipped: to see)");
    await expect(passing?.run()).rejects.toThrow("take it off the list");
    const failing = [{ reason: "to see", cases: ["append: rows of every run stay, identical ones too"] }];
    vi.stubEnv("FAULT", "loses the last row");
    const [tolerated] = await collectTests(faulty, failing, /rows of every run stay/);
    await tolerated?.run();
  });

  test("a skip must name cases that there are", async () => {
    const skip = [{ reason: "to see", cases: ["append: no such case"] }];
    await expect(collectTests(sound, skip)).rejects.toThrow("append: no such case");
  });

  test("a module must export createCache", async () => {
    await expect(collectTests(new URL("../src/next-turn.ts", import.meta.url))).rejects.toThrow("createCache");
  });
});

test("the suite finds nothing in the cache the faulty ones are made of", async () => {
  for (const { name, run } of await collectTests(faulty)) await expect(run(), name).resolves.toBeUndefined();
});

test.for(Object.keys(faults))("the suite finds a cache that %s", async (fault) => {
  vi.stubEnv("FAULT", fault);
  const failed: string[] = [];
  for (const { name, run } of await collectTests(faulty, [], /^(?!suite)/)) {
    await run().catch(() => failed.push(name));
    if (failed.length > 0) break;
  }
  expect(failed).toHaveLength(1);
});

async function collectTests(
  module: URL,
  skip: readonly CaseSkip[] = [],
  wanted: RegExp = /./,
): Promise<{ readonly name: string; readonly run: () => Promise<void> }[]> {
  const tests: { name: string; run: () => Promise<void> }[] = [];
  await testCache({ module, skip, test: (name, run) => tests.push({ name, run }) });
  return tests.filter(({ name }) => wanted.test(name));
}
