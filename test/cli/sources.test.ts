import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { type AirdockRun, runAirdock } from "./run-airdock.ts";
import { writeRegistry } from "./write-registry.ts";

/** Runs `airdock` with a registry of its own, and without any container engine. */
async function run(folder: string, args: readonly string[], env: Record<string, string> = {}): Promise<AirdockRun> {
  const registry = await writeRegistry(folder);
  const settings = {
    AIRDOCK_REGISTRY: registry,
    AIRDOCK_HOME: join(folder, "home"),
    AIRDOCK_CONTAINER_ENGINE: "nerdctl",
  };
  return runAirdock(folder, args, { env: { ...settings, ...env } });
}

inFolder("sources lists all, or what a text finds", async ({ folder }) => {
  const all = await run(folder, ["sources"]);
  expect(all.status).toBe(0);
  expect(all.stdout.trim().split("\n")).toHaveLength(2 + 7);
  expect(all.stderr).toContain("7 sources; catalogue of");
  const google = await run(folder, ["sources", "google"]);
  expect(google.stdout).toMatch(/source-google-ads\s+Google Ads\s+Python\s+community\s+1\.2\.3/);
  expect(google.stdout).not.toContain("source-file");
});

inFolder("sources NAME says how it runs here, and why", async ({ folder }) => {
  const postgres = await run(folder, ["sources", "postgres"], { PATH: "" });
  expect(postgres.status).toBe(0);
  expect(postgres.stdout).toContain("runs     Docker, needs docker, podman or nerdctl: none answers");
  expect(postgres.stdout).toContain("why      it is written in Java: only its image runs");
  const pokeapi = await run(folder, ["sources", "PokeAPI"]);
  expect(pokeapi.stdout).toContain("runs     manifest, native, by Airdock's own engine, without Python or Docker");
  const github = await run(folder, ["sources", "github", "--json"]);
  expect(JSON.parse(github.stdout)).toMatchObject({
    name: "source-github",
    method: "python",
    runs: "pypi:airbyte-source-github",
    supportLevel: "certified",
  });
});

interface Mistake {
  readonly args: readonly string[];
  readonly env?: Record<string, string>;
  readonly lock?: string;
  readonly status: number;
  readonly says: readonly string[];
}

const nowhere = "http://127.0.0.1:1";
const mistakes: readonly Mistake[] = [
  { args: ["sources", "gihub"], status: 2, says: ["[SOURCE_UNKNOWN]", "Did you mean github?"] },
  { args: ["spec", "gihub"], status: 2, says: ["[SOURCE_UNKNOWN]", "Did you mean github?"] },
  { args: ["sync", "source-nothing"], status: 2, says: ["[SOURCE_UNKNOWN]", "airdock sources"] },
  {
    args: ["sources"],
    env: { AIRDOCK_REGISTRY: nowhere },
    status: 4,
    says: ["[CATALOGUE_UNAVAILABLE]", "127.0.0.1:1", "AIRDOCK_REGISTRY"],
  },
  {
    args: ["sync", "github", "--offline"],
    env: { AIRDOCK_REGISTRY: nowhere },
    status: 4,
    says: ["[CATALOGUE_UNAVAILABLE]", "no copy", "airdock sources"],
  },
  {
    args: ["sources"],
    env: { AIRDOCK_REGISTRY: "./no-folder" },
    status: 4,
    says: ["[CATALOGUE_UNAVAILABLE]", "not there"],
  },
  {
    args: ["sources"],
    env: { AIRDOCK_REGISTRY: "./airdock.lock" },
    lock: "{}",
    status: 4,
    says: ["[CATALOGUE_UNAVAILABLE]"],
  },
  { args: ["spec", "postgres"], status: 2, says: ["[CONTAINER_ENGINE_NOT_FOUND]", "no nerdctl answers", "podman"] },
  { args: ["spec", "docker:acme/source-x"], status: 2, says: ["[CONTAINER_ENGINE_NOT_FOUND]", "docker:acme/source-x"] },
  { args: ["install"], status: 2, says: ["[USAGE]", "no airdock.lock", "airdock install SOURCE"] },
  { args: ["uninstall"], status: 2, says: ["[USAGE]", "'source'", "airdock help uninstall"] },
  { args: ["install", "faker", "--frozen", "--upgrade"], status: 2, says: ["[USAGE]", "--frozen and --upgrade"] },
  {
    args: ["install", "faker", "--frozen"],
    status: 2,
    says: ["[LOCK_INVALID]", "no entry for source-faker", "airdock install source-faker"],
  },
  { args: ["install", "--frozen"], lock: "<<<<<<< HEAD", status: 2, says: ["[LOCK_INVALID]", "merge conflict", "→"] },
  {
    args: ["spec", "faker"],
    lock: '{"version":9,"connectors":{}}',
    status: 2,
    says: ["[LOCK_INVALID]", "another version"],
  },
  {
    args: ["install", "--frozen"],
    lock: '{"version":1,"connectors":{"source-faker":{"runs":"pypi:airbyte-source-faker==7.2.1","digest":"sha256:00","contents":{}}}}',
    status: 4,
    says: ["[DIGEST_MISMATCH]", "pypi:airbyte-source-faker==7.2.1", "not to be edited by hand"],
  },
  {
    args: ["install", "faker"],
    env: { AIRDOCK_HOME: "./airdock.lock/home" },
    lock: '{"version":1,"connectors":{}}',
    status: 4,
    says: ["[INSTALL_FAILED]", "AIRDOCK_HOME"],
  },
  { args: ["install", "npm:@acme/source-x"], env: { PATH: "" }, status: 4, says: ["[INSTALL_FAILED]", "no npm here"] },
];

inFolder.for(mistakes)("$args ends with $status and says what to do", async (mistake, { folder }) => {
  if (mistake.lock !== undefined) await writeFile(join(folder, "airdock.lock"), mistake.lock);
  const { status, stdout, stderr } = await run(folder, mistake.args, mistake.env);
  for (const text of mistake.says) expect(stderr).toContain(text);
  expect(stderr).not.toMatch(/^ +at /m);
  expect([stdout, status]).toEqual(["", mistake.status]);
});

inFolder("install of a program needs no lock", async ({ folder }) => {
  const { status, stderr } = await run(folder, ["install", "sample:shop"]);
  expect([status, stderr]).toEqual([0, "✔ sample:shop is installed\n"]);
  await expect(readFile(join(folder, "airdock.lock"))).rejects.toThrow("ENOENT");
});

inFolder("install takes the sources of the config file, in its folder", async ({ folder }) => {
  await writeFile(join(folder, "airdock.config.yaml"), "connections:\n  mine:\n    source: sample:shop\n");
  expect((await run(folder, ["install"])).stderr).toBe("✔ sample:shop is installed\n");
  expect((await run(folder, ["install", "mine"])).stderr).toBe("✔ sample:shop is installed\n");
  expect(await run(folder, ["install", "--frozen"])).toMatchObject({ status: 0 });
  const uninstalled = await run(folder, ["uninstall", "mine"]);
  expect([uninstalled.status, uninstalled.stderr]).toEqual([0, "nothing of sample:shop was installed\n"]);
});
