import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { explainRun } from "../../src/connector/catalogue/explain-run.ts";
import { findEntry, searchEntries } from "../../src/connector/catalogue/find-entry.ts";
import { loadCatalogue } from "../../src/connector/catalogue/load-catalogue.ts";
import type { ConnectorRunner } from "../../src/connector/connector-runner.ts";
import { createSource } from "../../src/connector/create-source.ts";
import { installSource } from "../../src/connector/lock/install-source.ts";
import { createProcessConnector } from "../../src/connector/process-connector.ts";
import type { SourceReference } from "../../src/connector/source-reference.ts";
import { connectorPath } from "./connector-path.ts";
import { manifestOnly, onPypi, registryEntry, registryPath, startMirror } from "./registry-mirror.ts";
import { temporaryFolder } from "./temporary-folder.ts";

afterEach(() => vi.useRealTimers());

const entries = [
  registryEntry("Pokeapi", manifestOnly),
  registryEntry("Hubspot", manifestOnly),
  registryEntry("GitHub", { ...onPypi("airbyte-source-github"), supportLevel: "certified" }),
  registryEntry("Gitter", { language: "python", remoteRegistries: { pypi: { enabled: false, packageName: "x" } } }),
  registryEntry("Postgres", { language: "java" }),
  registryEntry("Gone", { tombstone: true }),
];

const native = "version: 7.0.0\ntype: DeclarativeSource\n";
const custom = `${native}streams:\n  - type: CustomRetriever\n    class_name: source_declarative_manifest.components.Own\n`;

/** Moves the clock, and nothing else. */
function later(days: number): void {
  vi.useFakeTimers({ now: Date.now() + days * 24 * 60 * 60_000, toFake: ["Date"] });
}

test("is read from the registry once a day, and from disk in between", async () => {
  const mirror = await startMirror(entries);
  const home = await temporaryFolder();
  const options = { registry: mirror.address, home };
  const first = await loadCatalogue(options);
  expect(first.entries.map(({ name }) => name)).toEqual([
    "source-github",
    "source-gitter",
    "source-hubspot",
    "source-pokeapi",
    "source-postgres",
  ]);
  expect((await loadCatalogue(options)).entries).toEqual(first.entries);
  expect(mirror.asked).toEqual([registryPath]);
  await loadCatalogue(options, { refresh: true });
  later(2);
  await loadCatalogue(options);
  expect(mirror.asked).toHaveLength(3);
});

test("is not asked for offline, however old the copy is", async () => {
  const mirror = await startMirror(entries);
  const home = await temporaryFolder();
  const options = { registry: mirror.address, home, offline: true };
  await expect(loadCatalogue(options)).rejects.toMatchObject({ code: "CATALOGUE_UNAVAILABLE" });
  expect(mirror.asked).toEqual([]);
  await loadCatalogue({ ...options, offline: false });
  later(400);
  expect((await loadCatalogue(options)).entries).toHaveLength(5);
  expect(mirror.asked).toHaveLength(1);
});

test("that cannot be reached is stood in for by a copy of a month at most", async () => {
  const mirror = await startMirror(entries);
  const home = await temporaryFolder();
  const options = { registry: mirror.address, home };
  await loadCatalogue(options);
  await mirror.close();
  later(3);
  const steps: string[] = [];
  expect((await loadCatalogue(options, { onProgress: (step) => steps.push(step) })).entries).toHaveLength(5);
  expect(steps.at(-1)).toContain("cannot be had; using the copy that is 3 days old");
  later(40);
  await expect(loadCatalogue(options)).rejects.toMatchObject({
    code: "CATALOGUE_EXPIRED",
    hint: expect.stringContaining("--offline"),
  });
  const elsewhere = { registry: mirror.address, home: await temporaryFolder() };
  await expect(loadCatalogue(elsewhere)).rejects.toMatchObject({ code: "CATALOGUE_UNAVAILABLE", retryable: true });
});

test.each(["<html>Please log in</html>", "[]", '{"connectors": []}', '{"sources": [{"name": "x"}]}'])(
  "that is none is refused: %s",
  async (text) => {
    const mirror = await startMirror([]);
    mirror.files.set(registryPath, text);
    const loading = loadCatalogue({ registry: mirror.address, home: await temporaryFolder() });
    await expect(loading).rejects.toMatchObject({
      code: "CATALOGUE_INVALID",
      message: expect.stringContaining(mirror.address),
    });
  },
);

test("may be a folder, or the list itself", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "registries", "v0"), { recursive: true });
  const list = join(folder, registryPath);
  await writeFile(list, JSON.stringify({ sources: entries }));
  for (const registry of [folder, list])
    expect((await loadCatalogue({ registry, home: folder, offline: true })).entries).toHaveLength(5);
  await expect(loadCatalogue({ registry: join(folder, "nowhere") })).rejects.toMatchObject({
    code: "CATALOGUE_UNAVAILABLE",
  });
});

test("may have moved elsewhere", async () => {
  const mirror = await startMirror(entries);
  const moved = await startMirror([]);
  moved.redirect = `${mirror.address}/${registryPath}`;
  expect((await loadCatalogue({ registry: moved.address, home: await temporaryFolder() })).entries).toHaveLength(5);
  moved.redirect = `${moved.address}/${registryPath}`;
  await expect(loadCatalogue({ registry: moved.address, home: await temporaryFolder() })).rejects.toMatchObject({
    code: "CATALOGUE_UNAVAILABLE",
    cause: { message: expect.stringContaining("leads from one address to the next") },
  });
});

test("finds names, short names and titles, and says what is near", async () => {
  const mirror = await startMirror(entries);
  const found = (await loadCatalogue({ registry: mirror.address, home: await temporaryFolder() })).entries;
  for (const name of ["github", "source-github", "GitHub", "Source-GitHub"])
    expect(findEntry(found, name).name).toBe("source-github");
  expect(searchEntries(found, "git").map(({ name }) => name)).toEqual(["source-github", "source-gitter"]);
  expect(() => findEntry(found, "gihub")).toThrow(
    expect.objectContaining({ code: "SOURCE_UNKNOWN", hint: expect.stringContaining("Did you mean github") }),
  );
  expect(() => findEntry(found, "source-sorce-github")).toThrow(
    expect.objectContaining({
      message: expect.stringContaining('no source "sorce-github"'),
      hint: expect.stringContaining("Did you mean github"),
    }),
  );
});

test("says how each is run, and why", async () => {
  const mirror = await startMirror(entries);
  mirror.files.set("metadata/airbyte/source-pokeapi/1.0.0/manifest.yaml", native);
  mirror.files.set("metadata/airbyte/source-hubspot/1.0.0/manifest.yaml", custom);
  const options = { registry: mirror.address, home: await temporaryFolder() };
  const explain = async (name: string): Promise<string[]> => {
    const { method, reference, reason } = await explainRun(
      findEntry((await loadCatalogue(options)).entries, name),
      options,
    );
    return [method, reference.text, reason];
  };
  const pokeapi = findEntry((await loadCatalogue(options)).entries, "pokeapi");
  const before = mirror.asked.length;
  expect(await explainRun(pokeapi, { ...options, offline: true })).toMatchObject({ method: "manifest", ready: true });
  expect(mirror.asked).toHaveLength(before);
  expect(await explain("pokeapi")).toEqual(["manifest", "source-pokeapi", "it is only a manifest"]);
  expect(await explain("github")).toEqual([
    "python",
    "pypi:airbyte-source-github",
    "it is written in Python and published on PyPI",
  ]);
  expect(await explain("postgres")).toEqual([
    "docker",
    "docker:airbyte/source-postgres:1.0.0",
    "it is written in Java: only its image runs",
  ]);
  expect(await explain("gitter")).toMatchObject([
    "docker",
    "docker:airbyte/source-gitter:1.0.0",
    expect.stringContaining("not published"),
  ]);
  expect(await explain("hubspot")).toMatchObject([
    "docker",
    "docker:airbyte/source-hubspot:1.0.0",
    expect.stringContaining("Python code"),
  ]);
});

/** Stands for the engine of manifests: keeps what it is given, and runs a program in its place. */
function manifestRunner(given: SourceReference[]): ConnectorRunner {
  return {
    contract: 1,
    kind: "manifest",
    accepts: ({ scheme }) => scheme === "manifest",
    prepare: async (reference) => {
      given.push(reference);
      return createProcessConnector({ name: "manifest:x", file: connectorPath("plays-its-config") });
    },
  };
}

test("a name runs its manifest; it is fetched once, and pinned by digest", async () => {
  const mirror = await startMirror(entries);
  const path = "metadata/airbyte/source-pokeapi/1.0.0/manifest.yaml";
  mirror.files.set(path, native);
  const [home, projectFolder] = [await temporaryFolder(), await temporaryFolder()];
  const given: SourceReference[] = [];
  const options = { runners: [manifestRunner(given)], catalogue: { registry: mirror.address, home }, projectFolder };
  const source = createSource("pokeapi", options);
  expect(source.name).toBe("pokeapi");
  expect(await source.install()).toEqual({ name: "name:source-pokeapi", version: "1.0.0" });
  await source.check();
  const [{ path: file } = { path: "" }] = given as { path: string }[];
  expect(await readFile(file, "utf8")).toBe(native);
  const asked = mirror.asked.length;
  expect(await createSource("source-pokeapi", options).install()).toMatchObject({ version: "1.0.0" });
  expect(mirror.asked).toHaveLength(asked);

  const report = await installSource("pokeapi", options);
  expect(report).toMatchObject({ reference: "source-pokeapi", runs: "manifest:source-pokeapi@1.0.0", locked: true });
  const elsewhere = { ...options, catalogue: { registry: mirror.address, home: await temporaryFolder() } };
  expect(await installSource("pokeapi", { ...elsewhere, frozen: true })).toEqual(report);
  mirror.files.set(path, custom);
  const changed = { ...options, catalogue: { registry: mirror.address, home: await temporaryFolder() }, frozen: true };
  await expect(installSource("pokeapi", changed)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  expect(await readdir(join(changed.catalogue.home, "manifest")).catch(() => [])).toEqual([]);
});

test("a manifest is run by the engine of manifests where that has counterparts of all its Python classes", async () => {
  const mirror = await startMirror(entries);
  const path = "metadata/airbyte/source-hubspot/1.0.0/manifest.yaml";
  const known = new Set(["source-hubspot source_declarative_manifest.components.Own"]);
  const connectors: unknown[] = [];
  const engine: ConnectorRunner = {
    ...manifestRunner([]),
    hasCounterpart: async (className, connector) => known.has(`${connector} ${className}`),
    prepare: async (_reference, options) => {
      connectors.push(options?.connector);
      return createProcessConnector({ name: "manifest:x", file: connectorPath("plays-its-config") });
    },
  };
  const run = async (manifest: string, runners: readonly ConnectorRunner[]): Promise<unknown[]> => {
    mirror.files.set(path, manifest);
    const catalogue = { registry: mirror.address, home: await temporaryFolder() };
    const entry = findEntry((await loadCatalogue(catalogue)).entries, "hubspot");
    const { method, reason } = await explainRun(entry, catalogue, { runners });
    if (method === "manifest") await createSource("hubspot", { runners, catalogue }).install();
    return [method, reason];
  };
  const onlyItsImage = ["docker", "its manifest needs Python code, which only its image has"];
  expect(await run(custom, [engine, manifestRunner([])])).toEqual([
    "manifest",
    "it is a manifest, and what its Python code does is built in",
  ]);
  expect(connectors).toEqual(["source-hubspot"]);
  expect(await run(`${custom}    other: {}\n  - class_name: 'own.components.Other'\n`, [engine])).toEqual(onlyItsImage);
  expect(await run(`${custom}    more: { type: Own, "class_name": own.Other }\n`, [engine])).toEqual(onlyItsImage);
  expect(await run(`${custom}    other: {}\n  - class_name: >-\n      own.Other\n`, [engine])).toEqual(onlyItsImage);
  expect(await run(custom, [manifestRunner([]), engine])).toEqual(onlyItsImage);
  expect(connectors).toHaveLength(1);
});

test("a manifest may be named by its URL", async () => {
  const mirror = await startMirror(entries);
  mirror.files.set("own/source-acme.yaml", native);
  const given: SourceReference[] = [];
  const catalogue = { registry: mirror.address, home: await temporaryFolder() };
  const source = createSource(`${mirror.address}/own/source-acme.yaml`, {
    runners: [manifestRunner(given)],
    catalogue,
  });
  expect([source.name, await source.install()]).toMatchObject(["acme", { name: "manifest:source-acme" }]);
  const missing = createSource(`${mirror.address}/own/nobody.yaml`, { runners: [manifestRunner(given)], catalogue });
  await expect(missing.install()).rejects.toMatchObject({ code: "PACKAGE_NOT_FOUND" });
});

test("without an engine a manifest is not fetched: the line to write is named", async () => {
  const mirror = await startMirror(entries);
  mirror.files.set("metadata/airbyte/source-pokeapi/1.0.0/manifest.yaml", native);
  const catalogue = { registry: mirror.address, home: await temporaryFolder() };
  await expect(createSource("pokeapi", { catalogue }).install()).rejects.toMatchObject({
    code: "RUNNER_NOT_INSTALLED",
    hint: expect.stringContaining('createSource("pokeapi", { config, runners: [manifestRunner()] })'),
  });
});
