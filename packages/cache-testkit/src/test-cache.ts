import { deepStrictEqual, fail } from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CacheSupports } from "@airdock/core";
import { cacheCases } from "./cache-cases.ts";
import { type CacheCase, caseTitle } from "./cache-case.ts";
import { type CacheModule, importCacheModule } from "./cache-module.ts";
import { CaseContext } from "./case-context.ts";

/** What the suite takes. */
export interface TestCacheOptions {
  /** URL of the module with the cache under test, a `CacheModule`: `import.meta.resolve("./my-cache-under-test.js")`. */
  readonly module: string | URL;
  /** The runner's function to define a test: that of `node:test`, vitest, … */
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  /** Cases that are known to fail. A case that is listed and passes fails the run. Default: none. */
  readonly skip?: readonly CaseSkip[];
}

/** Cases that are left to fail, and why. */
export interface CaseSkip {
  readonly reason: string;
  /** `group: name`, as the runner shows them. */
  readonly cases: readonly string[];
}

/** How many cases there are for a cache. */
export interface TestCacheSummary {
  /** Tried, the skipped ones too. */
  readonly cases: number;
  readonly skipped: number;
  /** Titles of the cases that need what the cache does not have. */
  readonly unfit: readonly string[];
}

/**
 * Defines a test for every case of the cache contract that is for this cache, and a last one that says how many there were.
 * Each case has a fresh cache in a folder of its own. Throws for a module that is none, and for a skip that names no case.
 */
export async function testCache({ module: url, test, skip = [] }: TestCacheOptions): Promise<TestCacheSummary> {
  const module = await importCacheModule(url);
  const supports = await readSupports(module);
  checkInspection(module, supports);
  const [fit, unfit] = partition(cacheCases, ({ needs }) => needs === undefined || needs(supports));
  const reasons = readSkips(skip, fit.map(caseTitle));
  const ran = new Set<string>();
  for (const one of fit) {
    const title = caseTitle(one);
    const reason = reasons.get(title);
    const run = async (): Promise<void> => {
      ran.add(title);
      await runCase(one, { module, moduleUrl: String(url), supports });
    };
    test(
      reason === undefined ? title : `${title} (skipped: ${reason})`,
      reason === undefined ? run : () => mustFail(title, run),
    );
  }
  const summary = { cases: fit.length, skipped: reasons.size, unfit: unfit.map(caseTitle) };
  test(describeSummary(summary), async () => deepStrictEqual([...ran].sort(), fit.map(caseTitle).sort()));
  return summary;
}

async function runCase(
  one: CacheCase,
  place: Omit<ConstructorParameters<typeof CaseContext>[0], "folder">,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "airdock-case-"));
  try {
    await using context = new CaseContext({ ...place, folder });
    await one.run(context);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function mustFail(title: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch {
    return;
  }
  fail(`${title} passes: take it off the list of skips.`);
}

async function readSupports(module: CacheModule): Promise<CacheSupports> {
  const folder = await mkdtemp(join(tmpdir(), "airdock-case-"));
  try {
    await using cache = await module.createCache(folder);
    return cache.supports;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function checkInspection(module: CacheModule, supports: CacheSupports): void {
  if (!supports.sql || (module.inspect !== undefined && module.listTables !== undefined)) return;
  throw new TypeError("The cache takes SQL: its module must export inspect(folder, sql) and listTables(folder) too.");
}

/** The reason of each skipped case. */
function readSkips(skips: readonly CaseSkip[], titles: readonly string[]): ReadonlyMap<string, string> {
  const reasons = new Map(skips.flatMap(({ reason, cases }) => cases.map((title) => [title, reason] as const)));
  const unknown = [...reasons.keys()].filter((title) => !titles.includes(title));
  if (unknown.length > 0) throw new TypeError(`There are no such cases for this cache: ${unknown.join("; ")}.`);
  return reasons;
}

function describeSummary({ cases, skipped, unfit }: TestCacheSummary): string {
  return `suite: ${cases} cases, ${skipped} skipped with a reason, ${unfit.length} need what this cache does not have`;
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
