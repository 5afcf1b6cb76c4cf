import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CrashedCache, crashedCaches } from "./crashed-cache.ts";
import { readContent } from "./read-content.ts";
import { expectCheckpoint } from "./expect-checkpoint.ts";
import { expectNoDebris } from "./expect-no-debris.ts";
import { inFolder } from "./in-folder.ts";
import { type Aim, type ChooseKill, planKill } from "./plan-kill.ts";
import { runSync } from "./run-sync.ts";
import { type Scenario, scenarios } from "./scenario.ts";
import { crashSeed, SeededRandom } from "./seeded-random.ts";
import type { Step } from "./step.ts";

/** The kills of each scenario in each cache, by what they are aimed at. */
const aims: Readonly<Record<Scenario["name"], Readonly<Record<Aim, number>>>> = {
  merge: { any: 7, transaction: 5, swap: 0, commit: 1, committed: 0 },
  append: { any: 7, transaction: 5, swap: 0, commit: 1, committed: 0 },
  replace: { any: 6, transaction: 3, swap: 4, commit: 1, committed: 0 },
  "each its own": { any: 6, transaction: 4, swap: 3, commit: 1, committed: 0 },
  global: { any: 4, transaction: 3, swap: 0, commit: 1, committed: 0 },
  "every 50 rows": { any: 1, transaction: 1, swap: 1, commit: 1, committed: 5 },
};

/** Where syncs died: the scenario, and the last step before. */
const deaths: { readonly cache: string; readonly scenario: string; readonly last: Step | undefined }[] = [];
const completed = new Map<string, number>();

describe.concurrent.for(crashedCaches)(
  `$name: kill -9 of everything at once, with seed ${crashSeed}`,
  { timeout: 300_000 },
  (crashed) => {
    inFolder.for(scenarios)(
      "$name: no row lost, none doubled, the state is the last one sent",
      async (scenario, { folder }) => {
        const random = new SeededRandom(`${crashSeed} ${scenario.name}`);
        const uninterrupted = join(folder, "uninterrupted");
        const { steps } = await runSync(crashed, uninterrupted, scenario);
        const streams = Object.keys(scenario.modes);
        const expected = await readContent(crashed, join(uninterrupted, "data"), streams);
        expectCheckpoint(expected, scenario);
        const waiting = random.shuffle(
          Object.entries(aims[scenario.name]).flatMap(([aim, count]) => Array<Aim>(count).fill(aim as Aim)),
        );
        for (let attempt = 0; waiting.length > 0; attempt++) {
          const place = join(folder, String(attempt));
          while (await isKilled(crashed, place, scenario, planKill(waiting.at(-1), steps, random))) waiting.pop();
          expect(await readContent(crashed, join(place, "data"), streams)).toEqual(expected);
          await expectNoDebris(crashed, place);
          completed.set(crashed.name, (completed.get(crashed.name) ?? 0) + 1);
        }
      },
    );
  },
);

/** Syncs until a kill or the end. What a killed one leaves is looked at in a copy: the next one finds it as it is. */
async function isKilled(
  crashed: CrashedCache,
  folder: string,
  scenario: Scenario,
  choose: ChooseKill,
): Promise<boolean> {
  const ended = await runSync(crashed, folder, scenario, choose);
  if (!ended.isKilled) return false;
  deaths.push({ cache: crashed.name, scenario: scenario.name, last: ended.steps.at(-1) });
  const [data, copy] = [join(folder, "data"), join(folder, "copy")];
  await crashed.settle(data);
  if (crashed.isCopied) await cp(data, copy, { recursive: true }).catch(ignoreMissing);
  const place = crashed.isCopied ? copy : data;
  expectCheckpoint(await readContent(crashed, place, Object.keys(scenario.modes)), scenario);
  await rm(copy, { recursive: true, force: true });
  return true;
}

/** A sync that is killed early has made no folder yet. */
function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

test.each(crashedCaches)("$name: the kills were enough, and everywhere", ({ name: cache }) => {
  const own = deaths.filter((one) => one.cache === cache);
  const count = (phase: string): number => own.filter(({ last }) => last?.phase === phase).length;
  const perScenario = scenarios.map(({ name }) => `${name} ${own.filter((one) => one.scenario === name).length}`);
  console.log(
    `${cache}: ${own.length} kills (${perScenario.join(", ")}): ${count("transaction")} in an open finalize, ${count("swap")} more in a swap, ` +
      `${count("commit")} at a commit, ${count("committed")} between two; ${completed.get(cache)} syncs completed; seed ${crashSeed}`,
  );
  expect(own.length).toBeGreaterThanOrEqual(50);
  expect(count("transaction")).toBeGreaterThanOrEqual(10);
  expect(count("swap")).toBeGreaterThanOrEqual(5);
  const often = own.filter(({ scenario }) => scenario === "every 50 rows");
  expect(often.filter(({ last }) => last?.phase === "committed").length).toBeGreaterThanOrEqual(5);
});
