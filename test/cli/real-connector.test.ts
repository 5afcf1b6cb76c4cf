import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { type AirdockRun, runAirdock } from "./run-airdock.ts";
import { whyNotFromPypi } from "./why-not-from-pypi.ts";
import { writeRegistry } from "./write-registry.ts";

const reason = await whyNotFromPypi("airbyte-source-file");
const title = "connectors from PyPI, by their names: install, check, discover, sync, sync what is new, uninstall";

inFolder.skipIf(reason !== undefined)(
  reason === undefined ? title : `${title} (skipped: ${reason})`,
  { timeout: 900_000 },
  async ({ folder }) => {
    const env = { AIRDOCK_REGISTRY: await writeRegistry(folder), AIRDOCK_HOME: join(folder, "home") };
    const run = (...args: string[]): Promise<AirdockRun> => runAirdock(folder, args, { env });
    await writeFile(join(folder, "people.csv"), "id,name\n1,Ada\n2,Grace\n3,Zoë\n");
    await writeFile(join(folder, "people.jsonl"), '{"id":1,"name":"Ada"}\n{"id":2,"name":"Grace"}\n');

    const install = await run("install", "file");
    expect(install.stderr).toContain(
      "installed airbyte-source-file 0.5.39: the newest release, 0.6.0, could not be resolved",
    );
    expect(install.stderr).toContain(
      "source-file 0.5.39 is installed (pypi:airbyte-source-file==0.5.39) and pinned in airdock.lock",
    );
    expect(JSON.parse(await readFile(join(folder, "airdock.lock"), "utf8"))).toHaveProperty([
      "connectors",
      "source-file",
      "contents",
      "packages",
      "airbyte-source-file==0.5.39",
    ]);

    const configure = (format: string): string[] =>
      Object.entries({
        dataset_name: "people",
        format,
        url: join(folder, `people.${format}`),
        "provider.storage": "local",
      }).flatMap(([key, value]) => ["--set", `${key}=${value}`]);
    const csv = configure("csv");
    expect(await run("check", "source-file", ...csv)).toMatchObject({ status: 0 });
    const discovered = await run("discover", "file", ...csv, "--json");
    expect(JSON.parse(discovered.stdout)).toMatchObject({ streams: [{ name: "people" }] });
    const synced = await run("sync", "file", ...csv, "--json");
    expect(JSON.parse(synced.stdout)).toMatchObject({
      source: "file",
      outcome: "ok",
      streams: [{ written: 3 }],
    });
    const again = await run(
      "sync",
      "pypi:airbyte-source-file==0.5.39",
      ...configure("jsonl"),
      "--name",
      "lines",
      "--json",
    );
    expect(JSON.parse(again.stdout)).toMatchObject({ outcome: "ok", streams: [{ written: 2 }] });
    const names = await run(
      "query",
      "select c.name from file.people c join lines.people l on l.id = c.id order by 1",
      "--format",
      "csv",
    );
    expect(names.stdout).toBe("name\r\nAda\r\nGrace\r\n");

    const settings = { count: 20, seed: 42, parallelism: 1, always_updated: false };
    const faker = Object.entries(settings).flatMap(([key, value]) => ["--set", `${key}=${value}`]);
    for (const count of [20, 0]) {
      const result = await run("sync", "source-faker", ...faker, "--streams", "users", "--json");
      expect(JSON.parse(result.stdout)).toMatchObject({
        outcome: "ok",
        streams: [{ mode: "merge", read: count, written: count }],
      });
    }

    const removed = await run("uninstall", "file", "faker");
    const folders = ["airbyte-source-file", "airbyte-source-faker"].map((name) => expect.stringContaining(name));
    expect([removed.status, removed.stderr.trim().split("\n")]).toEqual([0, folders]);
    expect(JSON.parse(await readFile(join(folder, "airdock.lock"), "utf8"))).toEqual({ version: 1, connectors: {} });
  },
);
