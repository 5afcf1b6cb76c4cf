import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readContent } from "./read-content.ts";
import { expectCheckpoint } from "./expect-checkpoint.ts";
import { expectNoDebris } from "./expect-no-debris.ts";
import { inFolder } from "./in-folder.ts";
import { type Aim, type ChooseKill, planKill } from "./plan-kill.ts";
import { runSync } from "./run-sync.ts";
import { type Scenario, scenarios } from "./scenario.ts";
import { crashSeed, SeededRandom } from "./seeded-random.ts";
import type { Step } from "./step.ts";

/** The kills of each scenario, by what they are aimed at. */
const aims: Readonly<Record<Scenario["name"], Readonly<Record<Aim, number>>>> = {
  merge: { any: 7, transaction: 5, swap: 0, commit: 1 },
  append: { any: 7, transaction: 5, swap: 0, commit: 1 },
  replace: { any: 6, transaction: 3, swap: 4, commit: 1 },
  "each its own": { any: 6, transaction: 4, swap: 3, commit: 1 },
  global: { any: 4, transaction: 3, swap: 0, commit: 1 },
};

/** Where syncs died: the scenario, and the last step before. */
const deaths: { readonly scenario: string; readonly last: Step | undefined }[] = [];
let completed = 0;

describe.concurrent(`kill -9 of everything at once, with seed ${crashSeed}`, { timeout: 300_000 }, () => {
  inFolder.for(scenarios)(
    "$name: no row lost, none doubled, the state is the last one sent",
    async (scenario, { folder }) => {
      const random = new SeededRandom(`${crashSeed} ${scenario.name}`);
      const uninterrupted = join(folder, "uninterrupted");
      const { steps } = await runSync(uninterrupted, scenario);
      const streams = Object.keys(scenario.modes);
      const expected = await readContent(join(uninterrupted, "data"), streams);
      expectCheckpoint(expected, scenario);
      const waiting = random.shuffle(
        Object.entries(aims[scenario.name]).flatMap(([aim, count]) => Array<Aim>(count).fill(aim as Aim)),
      );
      for (let attempt = 0; waiting.length > 0; attempt++) {
        const crashed = join(folder, String(attempt));
        while (await isKilled(crashed, scenario, planKill(waiting.at(-1), steps, random))) waiting.pop();
        expect(await readContent(join(crashed, "data"), streams)).toEqual(expected);
        await expectNoDebris(crashed);
        completed++;
      }
    },
  );
});

/** Syncs until a kill or the end. What a killed one leaves is looked at in a copy: the next one finds it as it is. */
async function isKilled(folder: string, scenario: Scenario, choose: ChooseKill): Promise<boolean> {
  const ended = await runSync(folder, scenario, choose);
  if (!ended.isKilled) return false;
  deaths.push({ scenario: scenario.name, last: ended.steps.at(-1) });
  const copy = join(folder, "copy");
  await cp(join(folder, "data"), copy, { recursive: true }).catch(ignoreMissing);
  expectCheckpoint(await readContent(copy, Object.keys(scenario.modes)), scenario);
  await rm(copy, { recursive: true, force: true });
  return true;
}

/** A sync that is killed early has made no folder yet. */
function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

test("the kills were enough, and everywhere", () => {
  const count = (phase: string): number => deaths.filter(({ last }) => last?.phase === phase).length;
  const perScenario = scenarios.map(({ name }) => `${name} ${deaths.filter((one) => one.scenario === name).length}`);
  console.log(
    `${deaths.length} kills (${perScenario.join(", ")}): ${count("transaction")} in an open finalize, ${count("swap")} more in a swap, ` +
      `${count("commit")} at a commit; ${completed} syncs completed; seed ${crashSeed}`,
  );
  expect(deaths.length).toBeGreaterThanOrEqual(50);
  expect(count("transaction")).toBeGreaterThanOrEqual(10);
  expect(count("swap")).toBeGreaterThanOrEqual(5);
});
