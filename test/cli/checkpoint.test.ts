import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connectorPath } from "@airdock-test/connectors";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const config = { streams: ["items"], records: 400, records_per_state: 50, delay_ms: 20 };

inFolder("rows become visible as often as the config file or the command line says", async ({ folder }) => {
  const connection = { source: connectorPath("states-between-records"), config, checkpointEvery: "50rows" };
  const project = { cache: "sqlite:./data.sqlite", connections: { often: connection } };
  await writeFile(join(folder, "airdock.config.json"), JSON.stringify(project));
  const often = await finalizedRows(folder, "often");
  expect(often.length).toBeGreaterThan(3);
  expect(sum(often)).toBe(400);
  const once = await finalizedRows(folder, "often", "--full-refresh", "--checkpoint-every", "1000rows,1h");
  expect(once.filter((rows) => rows > 0)).toEqual([400]);
});

inFolder("an unknown cadence is refused before anything is read", async ({ folder }) => {
  const { status, stderr } = await runAirdock(folder, ["sync", "sample:shop", "--checkpoint-every", "50"]);
  expect(status).toBe(2);
  expect(stderr).toContain("--checkpoint-every 50 says no number of rows and no duration. [USAGE]");
});

/** The rows of each commit of a sync. */
async function finalizedRows(folder: string, ...args: readonly string[]): Promise<number[]> {
  const { status, stdout } = await runAirdock(folder, ["sync", ...args, "--events"]);
  expect(status).toBe(0);
  const events = stdout.split("\n").filter((line) => line.includes('"rows-finalized"'));
  return events.map((line) => (JSON.parse(line) as { written: number }).written);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
