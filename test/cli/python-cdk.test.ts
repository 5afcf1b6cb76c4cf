import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { type AirdockRun, runAirdock } from "./run-airdock.ts";
import { whyNotFromPypi } from "./why-not-from-pypi.ts";

const run = promisify(execFile);

const reason = await whyNotFromPypi("airbyte-source-faker");
const title = "two versions of a connector in one sync; Airbyte's Python CDK goes on from an exported state";

const versions = { older: "6.2.38", newer: "7.2.1" };

const settings = { count: 20, seed: 42, parallelism: 1, always_updated: false };

inFolder.skipIf(reason !== undefined)(
  reason === undefined ? title : `${title} (skipped: ${reason})`,
  { timeout: 900_000 },
  async ({ folder }) => {
    const home = join(folder, "home");
    const airdock = (...args: string[]): Promise<AirdockRun> =>
      runAirdock(folder, args, { env: { AIRDOCK_HOME: home } });
    const connections = Object.entries(versions).map(([name, version]) => [
      name,
      { source: `pypi:airbyte-source-faker==${version}`, config: settings, streams: { users: {}, purchases: {} } },
    ]);
    await writeFile(
      join(folder, "airdock.config.json"),
      JSON.stringify({ parallel: 2, connections: Object.fromEntries(connections) }),
    );

    const both = await airdock("sync", "--json");
    expect([both.status, JSON.parse(both.stdout)]).toMatchObject([0, { outcome: "ok", connections: [{}, {}] }]);
    const runs: { readonly connection: string; readonly connectorVersion: string }[] = JSON.parse(
      (await airdock("runs", "--json")).stdout,
    );
    expect(Object.fromEntries(runs.map((each) => [each.connection, each.connectorVersion]))).toEqual(versions);

    for (const [connection, version] of Object.entries(versions)) {
      const state = join(folder, `${connection}.json`);
      expect(await airdock("state", "export", connection, state)).toMatchObject({ status: 0 });
      const read = await openPythonSource(folder, join(home, "python", "airbyte-source-faker"), version);
      expect(await read([])).toMatchObject({ users: 20 });
      expect(await read(["--state", state])).toEqual({});

      const text = await readFile(state, "utf8");
      expect(await airdock("state", "reset", connection)).toMatchObject({ status: 0 });
      expect((await airdock("state", "export", connection)).stdout).not.toBe(text);
      expect(await airdock("state", "import", connection, state)).toMatchObject({ status: 0 });
      expect((await airdock("state", "export", connection)).stdout).toBe(text);
    }
    const again = await airdock("sync", "--json");
    const streams = { streams: [{ read: 0 }, { read: 0 }] };
    expect(JSON.parse(again.stdout)).toMatchObject({ outcome: "ok", connections: [streams, streams] });
  },
);

/** `read` of an installed version by its own Python, without Airdock: how many records come of which stream. */
async function openPythonSource(
  folder: string,
  installs: string,
  version: string,
): Promise<(options: readonly string[]) => Promise<Record<string, number>>> {
  const install = (await readdir(installs)).find((name) => name.startsWith(`${version}-`)) ?? "";
  const program = [join(installs, install, "bin", "source-faker"), "read"];
  const [config, catalog] = [join(folder, "config.json"), join(folder, "catalog.json")];
  await writeFile(config, JSON.stringify(settings));
  const stream = (name: string): object => ({
    stream: { name, json_schema: {}, supported_sync_modes: ["full_refresh", "incremental"] },
    sync_mode: "incremental",
    destination_sync_mode: "append",
  });
  await writeFile(catalog, JSON.stringify({ streams: ["users", "purchases"].map(stream) }));
  return async (options) => {
    const args = [...program, "--config", config, "--catalog", catalog, ...options];
    const { stdout } = await run(join(installs, install, "bin", "python"), args, { maxBuffer: 1 << 26 });
    const messages = stdout.split("\n").filter((line) => line.startsWith('{"type":"RECORD"'));
    const names = messages.map((line) => (JSON.parse(line) as { record: { stream: string } }).record.stream);
    return Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((each) => each === name).length]));
  };
}
