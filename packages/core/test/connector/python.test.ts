import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { createSource } from "../../src/connector/create-source.ts";
import { digestJson } from "../../src/connector/install/digest-json.ts";
import { changeConnectorLock, readConnectorLock } from "../../src/connector/lock/connector-lock.ts";
import { installSource, uninstallSource } from "../../src/connector/lock/install-source.ts";
import { askPython, PythonSearch } from "../../src/connector/python/python-search.ts";
import { findUv } from "../../src/connector/python/uv/find-uv.ts";
import { pythonRunner } from "../../src/connector/python-runner.ts";
import type { Source } from "../../src/connector/source.ts";
import type { JsonObject } from "../../src/protocol/json.ts";
import { connectorPath } from "./connector-path.ts";
import { manifestOnly, registryEntry, startMirror } from "./registry-mirror.ts";
import { writeSourceArchive } from "./write-source-archive.ts";
import { writeWheel } from "./write-wheel.ts";

const folder = await mkdtemp(join(tmpdir(), "core-test-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
const links = join(folder, "links");
const home = join(folder, "home");

const python = await askPython("python3");
const uv = python === undefined ? undefined : await findUv(home, new PythonSearch({}), {});
/** Why a test cannot be run here; a title of its own, so that the report says it. */
const noPython = python === undefined ? "no python3 on PATH" : undefined;
const noUv = uv === undefined ? "no uv on PATH, and the package index cannot be reached to fetch it" : undefined;

beforeAll(async () => {
  if (noPython !== undefined) return;
  await writeWheel(links, { name: "airbyte-source-tiny", version: "1.0.0", requiresPython: ">=3.9,<3.99" });
  await writeWheel(links, { name: "airbyte-source-tiny", version: "1.1.0", requiresPython: ">=3.9,<3.99" });
  await writeWheel(links, { name: "airbyte-source-tiny", version: "2.0.0.dev1" });
  await writeWheel(links, { name: "airbyte-source-tomorrow", version: "1.0.0", requiresPython: ">=3.9,<4" });
  await writeWheel(links, { name: "airbyte-source-tomorrow", version: "2.0.0", requiresPython: ">=3.98" });
  await writeWheel(links, { name: "airbyte-source-yesterday", version: "1.0.0", requiresPython: "<3.5" });
  await writeWheel(links, { name: "airbyte-source-torn", version: "1.0.0" });
  await writeWheel(links, { name: "airbyte-source-torn", version: "1.1.0", requires: ["nowhere-to-be-found==1"] });
  await writeWheel(links, { name: "airbyte-source-leaving", version: "1.0.0" });
  await writeWheel(links, { name: "airbyte-source-killed", version: "1.0.0" });
  await writeWheel(links, {
    name: "airbyte-source-many",
    version: "1.0.0",
    requires: ["airbyte-source-leaving==1.0.0"],
  });
  await writeWheel(links, {
    name: "airbyte-cdk",
    version: "7.99.0",
    scripts: ["source-declarative-manifest", "other"],
  });
  await writeWheel(links, {
    name: "airbyte-cdk",
    version: "8.99.0",
    scripts: ["source-declarative-manifest", "other"],
  });
  await writeWheel(links, { name: "several-programs", version: "1.0.0", scripts: ["source-one", "other"] });
  await writeWheel(links, { name: "no-source", version: "1.0.0", scripts: ["one", "two"] });
  vi.stubEnv("PIP_NO_INDEX", "1");
  vi.stubEnv("PIP_FIND_LINKS", links);
  vi.stubEnv("UV_NO_INDEX", "1");
  vi.stubEnv("UV_FIND_LINKS", links);
  vi.stubEnv("UV_PYTHON_DOWNLOADS", "never");
  vi.stubEnv("PYTHONDONTWRITEBYTECODE", "1");
});

const steps: string[] = [];

/** A source installed by one of the installers; each has a place of its own, so that each does its work. */
function open(installer: "uv" | "pip", requirement: string): Source {
  const runners = [pythonRunner({ home: homeOf(installer), installer })];
  steps.length = 0;
  return createSource(`pypi:${requirement}`, { runners, onProgress: (step) => steps.push(step) });
}

const homeOf = (installer: "uv" | "pip"): string => (installer === "uv" ? home : join(folder, "pip"));

async function installed(installer: "uv" | "pip", name: string): Promise<string[]> {
  return readdir(join(homeOf(installer), "python", name)).catch(() => []);
}

describe.each([
  ["uv", noPython ?? noUv],
  ["pip", noPython],
] as const)("by %s", { timeout: 180_000 }, (installer, reason) => {
  test.skipIf(reason !== undefined)(`a connector's newest release, no pre-release${because(reason)}`, async () => {
    const source = open(installer, "airbyte-source-tiny");
    expect(await source.install()).toEqual({ name: "pypi:airbyte-source-tiny", version: "1.1.0" });
    expect(steps).toContainEqual(expect.stringMatching(/^installing airbyte-source-tiny 1\.1\.0 by (uv|pip)/));
    const title = JSON.parse(String((await source.spec()).connectionSpecification["title"]));
    expect(title).toMatchObject({ version: "1.1.0", prefix: expect.stringContaining("1.1.0-") });
    expect(title.environment).toContain("PYTHONUTF8");
    expect(title.environment).not.toContain("PYTHONDONTWRITEBYTECODE");
    expect(await source.check()).toEqual({ findings: [], warnings: [], message: "grüße" });
  });

  test.skipIf(reason !== undefined)(`two versions side by side, and nothing twice${because(reason)}`, async () => {
    expect(await open(installer, "airbyte-source-tiny == 1.0.0").install()).toMatchObject({ version: "1.0.0" });
    expect(await open(installer, "airbyte-source-tiny").install()).toMatchObject({ version: "1.1.0" });
    expect(steps).toEqual([]);
    const folders = (await installed(installer, "airbyte-source-tiny")).filter((entry) => !entry.endsWith(".ref"));
    expect(folders.map((entry) => entry.replace(/-.*/, "")).toSorted()).toEqual(["1.0.0", "1.1.0"]);
  });

  test.skipIf(reason !== undefined)(`no older release for the sake of the Python${because(reason)}`, async () => {
    await expect(open(installer, "airbyte-source-tomorrow").install()).rejects.toMatchObject({
      code: "PYTHON_NOT_FOUND",
      message: expect.stringContaining("needs Python >=3.98; here: 3."),
    });
    expect(await installed(installer, "airbyte-source-tomorrow")).toEqual([]);
  });

  test.skipIf(reason !== undefined)(
    `an older release with a word, when the newest cannot be had${because(reason)}`,
    async () => {
      expect(await open(installer, "airbyte-source-torn").install()).toMatchObject({ version: "1.0.0" });
      expect(steps.at(-1)).toBe(
        "installed airbyte-source-torn 1.0.0: the newest release, 1.1.0, could not be resolved",
      );
      await expect(open(installer, "airbyte-source-torn==1.1.0").install()).rejects.toMatchObject({
        code: "INSTALL_FAILED",
        cause: expect.stringContaining("nowhere-to-be-found"),
      });
      expect((await installed(installer, "airbyte-source-torn")).filter((entry) => entry.startsWith("."))).toEqual([]);
    },
  );

  test.skipIf(reason !== undefined)(`nothing under a name that is not there${because(reason)}`, async () => {
    await expect(open(installer, "airbyte-source-nobody").install()).rejects.toMatchObject({
      code: "PACKAGE_NOT_FOUND",
    });
    await expect(open(installer, "airbyte-source-tiny==9").install()).rejects.toMatchObject({
      code: "PACKAGE_NOT_FOUND",
    });
    expect(await installed(installer, "airbyte-source-nobody")).toEqual([]);
  });
});

describe("whatever installs", { timeout: 180_000 }, () => {
  const reason = noPython ?? noUv;

  test.skipIf(reason !== undefined)(`a pre-release that is asked for is taken${because(reason)}`, async () => {
    expect(await open("uv", "airbyte-source-tiny==2.0.0.dev1").install()).toMatchObject({ version: "2.0.0.dev1" });
  });

  test.skipIf(reason !== undefined)(
    `an upper bound that no Python here meets is respected${because(reason)}`,
    async () => {
      await expect(open("uv", "airbyte-source-yesterday").install()).rejects.toMatchObject({
        code: "PYTHON_NOT_FOUND",
      });
    },
  );

  test.skipIf(reason !== undefined)(`the one source among several programs is run${because(reason)}`, async () => {
    expect(await open("uv", "several-programs").check()).toMatchObject({ message: "grüße" });
  });

  test.skipIf(reason !== undefined)(
    `a package that is no source is refused, and not kept${because(reason)}`,
    async () => {
      await expect(open("uv", "no-source").install()).rejects.toMatchObject({
        code: "INSTALL_FAILED",
        message: expect.stringContaining("one, two"),
      });
      expect(await installed("uv", "no-source")).toEqual([]);
    },
  );

  test.skipIf(reason !== undefined)(`an install that is aborted leaves nothing${because(reason)}`, async () => {
    const controller = new AbortController();
    const onProgress = (step: string): void => {
      if (step.startsWith("installing")) controller.abort(new Error("enough"));
    };
    const source = createSource("pypi:airbyte-source-leaving", { runners: [pythonRunner({ home })], onProgress });
    await expect(source.install({ signal: controller.signal })).rejects.toThrow("enough");
    expect(await installed("uv", "airbyte-source-leaving")).toEqual([]);
  });
});

const program = new URL("../../src/connector/create-source.ts", import.meta.url).href;
const entriesOf = async (name: string): Promise<string[]> =>
  (await installed("uv", name)).map((entry) =>
    entry.replace(/^[0-9a-f]{16}(?=\.ref$)/, "*").replace(/-[0-9a-f]{10}$/, ""),
  );

describe("many at once", { timeout: 180_000 }, () => {
  const reason = noPython ?? noUv;
  const words = (name: string): string[] => [connectorPath("installer"), program, `pypi:${name}`];

  test.skipIf(reason !== undefined)(`twenty installs of one connector do the work once${because(reason)}`, async () => {
    const start = async (): Promise<string[]> =>
      (await execa(process.execPath, words("airbyte-source-many"), { env: { AIRDOCK_HOME: home } })).stdout.split("\n");
    const lines = (await Promise.all(Array.from({ length: 20 }, start))).flat();
    expect(lines.filter((line) => line === "version 1.0.0")).toHaveLength(20);
    expect(lines.filter((line) => line.startsWith("installing"))).toEqual([
      expect.stringMatching(/^installing airbyte-source-many 1\.0\.0 by uv /),
    ]);
    expect(await entriesOf("airbyte-source-many")).toEqual(["1.0.0", "*.ref"]);
    expect(await open("uv", "airbyte-source-many").check()).toMatchObject({ message: "grüße" });
  });

  test.skipIf(reason !== undefined)(
    `an install that was killed is done by who waits for it${because(reason)}`,
    async () => {
      const options = { env: { AIRDOCK_HOME: home }, reject: false } as const;
      const killed = execa(process.execPath, words("airbyte-source-killed"), options);
      for await (const line of killed.iterable()) {
        if (line.startsWith("installing")) killed.nodeChildProcess.kill("SIGKILL");
      }
      expect(await entriesOf("airbyte-source-killed")).toContain("install.lock");
      expect(await open("uv", "airbyte-source-killed").install()).toMatchObject({ version: "1.0.0" });
      expect(steps).toEqual([expect.stringMatching(/^installing airbyte-source-killed 1\.0\.0 by uv /)]);
      expect(await entriesOf("airbyte-source-killed")).toEqual(["1.0.0", "*.ref"]);
    },
  );
});

describe.each([
  ["uv", noPython ?? noUv],
  ["pip", noPython],
] as const)("airdock.lock by %s", { timeout: 180_000 }, (installer, reason) => {
  const reference = "pypi:airbyte-source-many";

  test.skipIf(reason !== undefined)(`brings back the very same, or refuses${because(reason)}`, async () => {
    const projectFolder = await mkdtemp(join(folder, "project-"));
    const runners = [pythonRunner({ home: homeOf(installer), installer })];
    const report = await installSource(reference, { projectFolder, runners });
    expect(report).toEqual({ reference, runs: "pypi:airbyte-source-many==1.0.0", version: "1.0.0", locked: true });
    const lock = await readConnectorLock(projectFolder);
    expect(lock[reference]?.contents).toMatchObject({
      packages: {
        "airbyte-source-leaving==1.0.0": [expect.stringMatching(/^sha256:[0-9a-f]{64}$/)],
        "airbyte-source-many==1.0.0": [expect.stringMatching(/^sha256:[0-9a-f]{64}$/)],
      },
    });

    const told: string[] = [];
    await createSource(reference, { projectFolder, runners, onProgress: (step) => told.push(step) }).install();
    expect(told).toEqual([]);

    const elsewhere = [pythonRunner({ home: await otherHome(installer), installer })];
    const frozen = { projectFolder, runners: elsewhere, frozen: true };
    expect(await installSource(reference, frozen)).toEqual(report);
    const source = createSource(reference, { projectFolder, runners: elsewhere });
    expect(await source.check()).toMatchObject({ message: "grüße" });
    await expect(installSource("pypi:airbyte-source-tiny", frozen)).rejects.toMatchObject({ code: "LOCK_INVALID" });

    const pin = lock[reference];
    if (pin === undefined) return;
    const text = JSON.stringify(pin.contents).replaceAll(/sha256:[0-9a-f]{8}/g, "sha256:00000000");
    const contents = JSON.parse(text) as JsonObject;
    const refused = [pythonRunner({ home: await otherHome(installer), installer })];
    for (const changed of [
      { ...pin, contents },
      { ...pin, contents, digest: digestJson(contents) },
    ]) {
      await changeConnectorLock(projectFolder, reference, changed);
      const installing = installSource(reference, { ...frozen, runners: refused });
      await expect(installing).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
    }
  });

  test.skipIf(reason !== undefined)(`builds nothing that it only names by its bytes${because(reason)}`, async () => {
    const projectFolder = await mkdtemp(join(folder, "project-"));
    const [built, ran] = ["pypi:airbyte-source-built", join(projectFolder, "ran")];
    vi.stubEnv("AIRDOCK_TEST_RAN", ran);
    const packages = {
      "airbyte-source-built==1.0.0": [`sha256:${await writeSourceArchive(links, "airbyte-source-built")}`],
    };
    const { version } = (await askPython("python3")) ?? {};
    const contents = { python: (version ?? []).slice(0, 2).join("."), packages };
    const pin = { runs: `${built}==1.0.0`, version: "1.0.0", digest: digestJson(contents), contents };
    await changeConnectorLock(projectFolder, built, pin);
    const frozen = {
      projectFolder,
      runners: [pythonRunner({ home: await otherHome(installer), installer })],
      frozen: true,
    };
    const refused = await installSource(built, frozen).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "INSTALL_FAILED", hint: expect.stringContaining("--allow-scripts") });
    expect(existsSync(ran)).toBe(false);
    await installSource(built, { ...frozen, allowScripts: true });
    expect(existsSync(ran)).toBe(true);
  });

  test.skipIf(reason !== undefined)(`is cleared by an uninstall${because(reason)}`, async () => {
    const projectFolder = await mkdtemp(join(folder, "project-"));
    const runners = [pythonRunner({ home: homeOf(installer), installer })];
    await installSource(reference, { projectFolder, runners });
    expect(await uninstallSource(reference, { projectFolder, runners })).toEqual([
      expect.stringContaining(join("airbyte-source-many", "1.0.0-")),
    ]);
    expect(await installed(installer, "airbyte-source-many")).toEqual([]);
    expect(await readConnectorLock(projectFolder)).toEqual({});
    expect(await uninstallSource(reference, { projectFolder, runners })).toEqual([]);
    for (const exact of ["", "==1.0.0"])
      await installSource(`pypi:airbyte-source-tiny${exact}`, { projectFolder, runners });
    expect(await uninstallSource("pypi:airbyte-source-tiny", { projectFolder, runners })).toEqual([
      expect.stringContaining(join("airbyte-source-tiny", "1.1.0-")),
    ]);
    expect(await uninstallSource("pypi:airbyte-source-tiny==1.0.0", { projectFolder, runners })).toEqual([
      expect.stringContaining(join("airbyte-source-tiny", "1.0.0-")),
    ]);
  });
});

const manifest = `spec:
  connection_specification: { $ref: "#/definitions/schema" }
definitions:
  schema: { title: of the manifest }
streams:
  - type: CustomRetriever
    class_name: source_declarative_manifest.components.Own
`;

describe("a manifest with Python code", { timeout: 180_000 }, () => {
  const reason = noPython ?? noUv;
  const path = "metadata/airbyte/source-hubspot/1.0.0";

  test.skipIf(reason !== undefined)(
    `is run by the CDK it was made for, and pinned with it${because(reason)}`,
    async () => {
      const mirror = await startMirror([
        registryEntry("HubSpot", { ...manifestOnly, packageInfo: { cdk_version: "python:7.1.0" } }),
      ]);
      await writeFile(join(folder, "components.py"), "class Own: pass\n");
      await execa("python3", ["-m", "zipfile", "-c", join(folder, "components.zip"), join(folder, "components.py")]);
      mirror.files.set(`${path}/manifest.yaml`, manifest);
      mirror.files.set(`${path}/components.zip`, await readFile(join(folder, "components.zip")));
      const projectFolder = await mkdtemp(join(folder, "project-"));
      const options = { projectFolder, catalogue: { registry: mirror.address, home } };
      const report = await installSource("hubspot", options);
      expect(report).toMatchObject({ runs: "manifest:source-hubspot@1.0.0", version: "1.0.0", locked: true });
      const lock = await readConnectorLock(projectFolder);
      expect(lock["source-hubspot"]?.contents).toMatchObject({
        manifest: expect.stringMatching(/^sha256:/),
        cdk: { packages: { "airbyte-cdk==7.99.0": [expect.stringMatching(/^sha256:/)] } },
      });
      const elsewhere = { ...options, catalogue: { registry: mirror.address, home: await otherHome("uv") } };
      const source = createSource("source-hubspot", elsewhere);
      expect((await source.spec()).connectionSpecification).toEqual({ title: "of the manifest" });
      expect(await source.check()).toMatchObject({ message: "grüße manifest.yaml components.py" });
      mirror.files.set(`${path}/manifest.yaml`, manifest.replace("of the", "of another"));
      const changed = {
        ...options,
        catalogue: { registry: mirror.address, home: await otherHome("uv") },
        frozen: true,
      };
      await expect(installSource("hubspot", changed)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
    },
  );
});

/** Another machine's place for installs, which has nothing but uv. */
async function otherHome(installer: "uv" | "pip"): Promise<string> {
  const other = await mkdtemp(join(folder, "other-"));
  if (installer === "uv" && existsSync(join(home, "tools"))) await symlink(join(home, "tools"), join(other, "tools"));
  return other;
}

const needsIndex = noPython ?? noUv;

test.skipIf(needsIndex !== undefined)(
  `a real connector, installed by two processes at once${because(needsIndex)}`,
  { timeout: 300_000 },
  async () => {
    vi.unstubAllEnvs();
    const words = [connectorPath("installer"), program, "pypi:airbyte-source-faker==7.2.1"];
    const start = async (): Promise<string[]> =>
      (await execa(process.execPath, words, { env: { AIRDOCK_HOME: home } })).stdout.split("\n");
    const lines = await Promise.all([start(), start()]);
    const work = lines.flat().filter((line) => line.startsWith("installing"));
    expect({ lines, work }).toMatchObject({
      work: [expect.stringMatching(/^installing airbyte-source-faker 7\.2\.1 by uv /)],
    });
    expect(lines.map((each) => each.at(-1))).toEqual(["version 7.2.1", "version 7.2.1"]);

    const config = { count: 20, seed: 42, parallelism: 1 };
    const projectFolder = await mkdtemp(join(folder, "project-"));
    onTestFinished(() => rm(projectFolder, { recursive: true }));
    const source = createSource("pypi:airbyte-source-faker==7.2.1", {
      config,
      projectFolder,
      runners: [pythonRunner({ home })],
    });
    expect(await source.check()).toMatchObject({ findings: [] });
    expect((await source.discover()).streams.map(({ name }) => name)).toEqual(["products", "users", "purchases"]);
    const users = await Array.fromAsync(source.read("users", { limit: 5 }));
    expect(users.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
  },
);

function because(reason: string | undefined): string {
  return reason === undefined ? "" : ` (skipped: ${reason})`;
}
