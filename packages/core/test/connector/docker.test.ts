import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createSource } from "../../src/connector/create-source.ts";
import { dockerRunner, type DockerRunnerOptions } from "../../src/connector/docker-runner.ts";
import type { Source } from "../../src/connector/source.ts";
import type { JsonObject } from "../../src/protocol/json.ts";
import { connectorPath } from "./connector-path.ts";
import { boxImage, containersConf, makeBoxImage, removeBoxImage } from "./container-image.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = await mkdtemp(join(tmpdir(), "core-test-"));
const reason = await makeBoxImage(folder);

beforeAll(() => {
  vi.stubEnv("CONTAINERS_CONF", containersConf(folder));
  vi.stubEnv("AIRDOCK_CONTAINER_ENGINE", "podman");
  vi.stubEnv("AIRDOCK_HOME", join(folder, "home"));
});

afterAll(async () => {
  if (reason === undefined) await removeBoxImage(folder);
  await rm(folder, { recursive: true, force: true });
});

async function open(config: JsonObject, options: DockerRunnerOptions = {}): Promise<Source> {
  const projectFolder = await temporaryFolder();
  const runners = [dockerRunner({ engine: "podman", home: join(folder, "home"), grace: 500, ...options })];
  return createSource(`docker:${boxImage}`, { config, projectFolder, runners });
}

/** The containers of this machine that are ours, by name. */
async function containers(): Promise<string[]> {
  const { stdout } = await execa("podman", ["ps", "--all", "--filter=name=airdock-", "--format={{.Names}}"]);
  return stdout.split("\n").filter(Boolean);
}

/** What is left in the temporary folder of argument files of this process. */
async function leftovers(): Promise<string[]> {
  return (await readdir(tmpdir())).filter(
    (entry) => /^airdock-[0-9a-f]{8}-/.test(entry) && entry.includes(`-${process.pid}-`),
  );
}

const title = reason === undefined ? "a connector in a container, by podman" : `skipped: ${reason}`;

describe.skipIf(reason !== undefined)(title, { timeout: 120_000 }, () => {
  test("is found with its version, and answers", async () => {
    const source = await open({});
    expect(await source.install()).toEqual({ name: "docker:localhost/airdock-test/source-box", version: "1.2.3" });
    expect((await source.discover()).streams.map(({ name }) => name)).toEqual(["box"]);
    expect(await Array.fromAsync(source.read("box"))).toEqual([{ id: 1 }]);
    expect([await containers(), await leftovers()]).toEqual([[], []]);
  });

  test("sees its argument files as its own user, and nothing else of this machine", async () => {
    vi.stubEnv("AIRDOCK_TEST_CANARY", "a-secret-of-the-environment");
    const { message } = await (await open({ token: "a-secret" }, { network: "none", memory: "100m" })).check();
    expect(message).toContain("user=1000; files=config.json; links=lo ; memory=104857600;");
    expect(message).not.toContain("CANARY");
  });

  test("may write to its config, and nothing stays of it", async () => {
    await (await open({ migrate: true })).check();
    expect(await leftovers()).toEqual([]);
  });

  test("is ended with its container when nobody wants more, also when it listens to no SIGTERM", async () => {
    const source = await open({ ignoreSigterm: true, hang: true });
    expect(await Array.fromAsync(source.read("box", { limit: 1 }))).toEqual([{ id: 1 }]);
    expect([await containers(), await leftovers()]).toEqual([[], []]);
  });

  test("is said to be killed when it takes more memory than it may", async () => {
    const source = await open({ eat: true }, { memory: "50m" });
    await expect(Array.fromAsync(source.read("box"))).rejects.toMatchObject({
      code: "CONNECTOR_KILLED",
      hint: expect.stringContaining("runs out of memory"),
    });
  });

  test("ends with the program that runs it, also when that leaves in the middle", async () => {
    const core = new URL("../../src/connector/create-source.ts", import.meta.url).href;
    const steps = JSON.stringify([{ hang: true }, { ignoreSigterm: true }]);
    await execa(process.execPath, [
      connectorPath("host"),
      core,
      `docker:${boxImage}`,
      await temporaryFolder(),
      "exit",
      steps,
    ]);
    await vi.waitFor(async () => expect(await containers()).toEqual([]), { timeout: 30_000, interval: 200 });
  });

  test("is taken away by the next start, after a kill -9 of the program that ran it", async () => {
    const projectFolder = await temporaryFolder();
    const core = new URL("../../src/connector/create-source.ts", import.meta.url).href;
    const steps = JSON.stringify([{ hang: true }, { ignoreSigterm: true }]);
    const words = [connectorPath("host"), core, `docker:${boxImage}`, projectFolder, "wait", steps];
    const host = execa(process.execPath, words, { reject: false });
    await once(host.stdout, "data");
    const [orphan = ""] = await containers();
    expect(orphan).toContain(`-${host.pid}-`);
    const files = (await readdir(tmpdir())).find((entry) => entry.includes(`-${host.pid}-`)) ?? "";
    host.nodeChildProcess.kill("SIGKILL");
    await host;
    expect(await containers()).toContain(orphan);
    expect(existsSync(join(tmpdir(), files))).toBe(true);
    const next = await execa(process.execPath, [
      connectorPath("host"),
      core,
      `docker:${boxImage}`,
      projectFolder,
      "exit",
      "[]",
    ]);
    expect(next.exitCode).toBe(0);
    expect(await containers()).not.toContain(orphan);
    expect(existsSync(join(tmpdir(), files))).toBe(false);
  });

  test("is pinned by digest: another one is refused", async () => {
    const runner = dockerRunner({ engine: "podman", home: join(folder, "home") });
    const reference = { scheme: "docker", text: `docker:${boxImage}`, target: boxImage } as const;
    const pin = await (await runner.prepare(reference)).pin?.();
    expect(pin).toMatchObject({
      runs: `docker:${boxImage}`,
      version: "1.2.3",
      digest: expect.stringMatching(/^sha256:/),
    });
    if (pin === undefined) return;
    expect(await runner.prepare(reference, { pin })).toMatchObject({ version: "1.2.3" });
    const other = { ...pin, digest: `sha256:${"0".repeat(64)}` };
    await expect(runner.prepare(reference, { pin: other })).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  });

  test("that cannot be pulled says so, in words of its own", async () => {
    const runner = dockerRunner({ engine: "podman", home: join(folder, "home") });
    const target = "localhost:1/airdock-test/nobody:1";
    await expect(runner.prepare({ scheme: "docker", text: `docker:${target}`, target })).rejects.toMatchObject({
      code: "INSTALL_FAILED",
      retryable: true,
    });
  });
});
