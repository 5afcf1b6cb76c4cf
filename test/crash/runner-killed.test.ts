import { join } from "node:path";
import { expect } from "vitest";
import { crashedCaches } from "./crashed-cache.ts";
import { readContent } from "./read-content.ts";
import { expectCheckpoint } from "./expect-checkpoint.ts";
import { expectNoDebris } from "./expect-no-debris.ts";
import { inFolder } from "./in-folder.ts";
import { runSync } from "./run-sync.ts";
import { eachItsOwn } from "./scenario.ts";
import type { Step } from "./step.ts";
import { waitForEnd } from "./wait-for-end.ts";

const scenario = eachItsOwn;

/** Where the runner dies, while its connector lives. */
const deaths: readonly { readonly when: string; readonly isThere: (step: Step) => boolean }[] = [
  { when: "the connector is asked for its streams", isThere: isConnector("discover") },
  { when: "the connector has just been started", isThere: isConnector("read") },
  { when: "records are staged", isThere: ({ kind }) => kind === "stage" },
  { when: "the transaction of a finalize is open", isThere: ({ phase }) => phase === "transaction" },
];

inFolder.for(crashedCaches.flatMap((crashed) => deaths.map((one) => ({ ...one, crashed, cache: crashed.name }))))(
  "$cache: only the runner is killed when $when: the connector ends, and nothing is lost",
  async ({ crashed, isThere }, { folder }) => {
    const { isKilled, connectors } = await runSync(crashed, folder, scenario, (step) =>
      isThere(step) ? { whom: "runner", late: false } : undefined,
    );
    expect(isKilled).toBe(true);
    expect(connectors.length).toBeGreaterThan(1);
    await runSync(crashed, folder, scenario);
    for (const connector of connectors) await waitForEnd(connector);
    const content = await readContent(crashed, join(folder, "data"), Object.keys(scenario.modes));
    expectCheckpoint(content, scenario);
    expect(Object.values(content).map(({ done }) => done)).toEqual(Array(3).fill(eachItsOwn.records));
    await expectNoDebris(crashed, folder);
  },
);

function isConnector(command: string): (step: Step) => boolean {
  return ({ kind, text }) => kind === "connector" && text === command;
}
