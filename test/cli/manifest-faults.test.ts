import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { componentTypes } from "@airdock/manifest";
import { expect, test } from "vitest";
import { inFolder } from "./in-folder.ts";
import { type Api, startApi } from "./manifest/api.ts";
import type { Fault } from "./manifest/fault.ts";
import { listManifests, prepareFolder, readManifest } from "./manifest/prepare-folder.ts";
import { runAirdock } from "./run-airdock.ts";

type Row = Readonly<Record<string, unknown>>;

const to = ["--to", "duckdb:./data.duckdb"];
const names = await listManifests();
/** The records of each stream as the Python CDK reads them without any fault. */
const golden = JSON.parse(await readFile(join(import.meta.dirname, "manifest", "golden.json"), "utf8")) as Readonly<
  Record<string, Readonly<Record<string, readonly Row[]>>>
>;
/** Manifests whose streams go on from their states: they are synced once more. */
const continued = new Set(["incremental", "substreams"]);
const made = new Set<Fault>();
/** Types that no manifest here can show, and why. */
const uncovered: Readonly<Record<string, string>> = {
  PredicateValidator: "the CDK fails on every manifest that has one: its validate() takes no config",
};

test("the manifests have every component type the engine knows", async () => {
  const texts = await Promise.all(names.map(readManifest));
  const shown = new Set(texts.flatMap((text) => [...text.matchAll(/\btype: (\w+)/gu)].map(([, type]) => type)));
  expect(componentTypes.filter((type) => !shown.has(type) && !Object.hasOwn(uncovered, type))).toEqual([]);
  expect(Object.keys(uncovered).filter((type) => shown.has(type) || !componentTypes.includes(type))).toEqual([]);
});

for (const name of names)
  inFolder.concurrent(
    `${name}: through faults of every kind nothing is lost or doubled`,
    { timeout: 300_000 },
    async ({ folder }) => {
      const api = await startApi({ withFaults: true });
      try {
        await prepareFolder(folder, name, api.url);
        await syncUntilWhole(folder, name, api);
        expect(await readRows(folder, name)).toEqual(expectedRows(name));
        if (!continued.has(name)) return;
        await syncUntilWhole(folder, name, api);
        expect(await readRows(folder, name)).toEqual(expectedRows(name));
      } finally {
        api.close();
      }
    },
  );

test("every fault was made", () => {
  expect([...made].sort()).toEqual(["broken", "closed", "failure", "rate-limit", "slow"]);
});

/** A stream may fail when a body breaks off behind its first records: the sync after that makes it whole. */
async function syncUntilWhole(folder: string, name: string, api: Api): Promise<void> {
  const sync = ["sync", `./${name}.yaml`, "--config", "config.json", ...to, "--json"];
  for (let round = 1; ; round += 1) {
    const run = await runAirdock(folder, sync, { env: { AIRBYTE_STAGING_DIRECTORY: folder } });
    expect(run.stdout + run.stderr).not.toContain("k-123");
    if (run.status === 0) break;
    expect([4, 6], run.stderr).toContain(run.status);
    expect(round, run.stderr).toBeLessThan(4);
  }
  for (const fault of api.faults.keys()) made.add(fault);
}

/** The rows of all streams, without Airbyte's own columns. */
async function readRows(folder: string, name: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const streams = Object.keys(golden[name] ?? {});
  const one = (stream: string): string =>
    `select '${stream}' as stream, to_json(t)::varchar as row from (select * exclude (_airbyte_raw_id, _airbyte_extracted_at, _airbyte_meta, _airbyte_generation_id) from ${name}.${stream}) t`;
  const sql = streams.map(one).join(" union all ");
  const run = await runAirdock(folder, ["query", sql, "--from", "duckdb:./data.duckdb", "--format", "json"]);
  expect(run.status, run.stderr).toBe(0);
  const rows = JSON.parse(run.stdout) as readonly { stream: string; row: string | Row }[];
  return Object.fromEntries(
    streams.map((stream) => [
      stream,
      sortRows(
        rows
          .filter((row) => row.stream === stream)
          .map(({ row }) => (typeof row === "string" ? JSON.parse(row) : row) as Row),
      ),
    ]),
  );
}

function expectedRows(name: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(golden[name] ?? {}).map(([stream, records]) => {
      return [stream, sortRows(records)];
    }),
  );
}

function sortRows(rows: readonly Row[]): readonly string[] {
  return rows.map(writeRow).sort();
}

function writeRow(row: Row): string {
  const filled = Object.entries(row).filter(([, value]) => value !== null);
  return JSON.stringify(filled.sort(([a], [b]) => (a < b ? -1 : 1)));
}
