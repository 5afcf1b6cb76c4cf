import type { ChildProcess } from "node:child_process";
import { channel } from "node:diagnostics_channel";
import { readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { connectorPath } from "@airdock-test/connectors";
import { createSource, sync } from "@airdock/core";
import { crashedCache } from "./crashed-cache.ts";
import { FinalizePhase } from "./finalize-phase.ts";
import { connectorConfig, type Scenario, streamOptions } from "./scenario.ts";
import type { Step } from "./step.ts";
import { watchCache } from "./watch-cache.ts";

/**
 * `node watched-sync.ts CACHE FOLDER SCENARIO`: syncs three streams into the cache of FOLDER/data. At every step it writes a line to file
 * descriptor 3 and halts until it can read a byte from 4, so that whoever watches decides where it dies.
 */
const [, , cacheName, folder = "", scenarioText = "{}"] = process.argv;
const scenario = JSON.parse(scenarioText) as Scenario;
const phase = new FinalizePhase();

const crashed = crashedCache(cacheName);
crashed.watchStatements((sql) => {
  phase.noteStatement(sql);
  halt("statement", sql);
});
channel("child_process").subscribe((message) => {
  const { process: child } = message as { process: ChildProcess };
  child.once("spawn", () => halt("connector", child.spawnargs[1] ?? "", child.pid));
});
await using cache = await crashed.open(join(folder, "data"));
watchCache(cache, {
  onFinalize: (isBegun) => {
    phase.noteFinalize(isBegun);
    halt("finalize", isBegun ? "begun" : "ended");
  },
  onStage: (isBegun) => halt("stage", isBegun ? "begun" : "ended"),
});
await sync({
  source: createSource(connectorPath(scenario.connector), {
    config: connectorConfig(scenario),
    projectFolder: folder,
  }),
  cache,
  connection: "crash",
  streams: streamOptions(scenario),
  finalizeEvery: { rows: scenario.recordsPerState },
  onEvent: ({ type }) => halt("event", type),
});

function halt(kind: Step["kind"], text: string, pid?: number): void {
  writeSync(3, `${JSON.stringify({ kind, text, pid, phase: phase.current } satisfies Step)}\n`);
  // Without anybody who watches, nothing is left to be tested.
  if (readSync(4, Buffer.alloc(1)) === 0) process.kill(process.pid, "SIGKILL");
}
