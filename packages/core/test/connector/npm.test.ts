import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { processRealm } from "../../src/async/process-start.ts";
import { createSource } from "../../src/connector/create-source.ts";
import { digestJson } from "../../src/connector/install/digest-json.ts";
import { changeConnectorLock, readConnectorLock } from "../../src/connector/lock/connector-lock.ts";
import { installSource, uninstallSource } from "../../src/connector/lock/install-source.ts";
import { npmRunner } from "../../src/connector/npm-runner.ts";
import { parseSourceReference } from "../../src/connector/parse-source-reference.ts";
import type { JsonObject } from "../../src/protocol/json.ts";
import { type NpmRegistry, startNpmRegistry } from "./npm-registry.ts";
import { temporaryFolder } from "./temporary-folder.ts";

let folder: string;
let registry: NpmRegistry;

beforeEach(async () => {
  folder = await temporaryFolder();
  registry = await startNpmRegistry(folder);
  vi.stubEnv("npm_config_registry", registry.address);
  vi.stubEnv("npm_config_cache", join(folder, "cache"));
  await registry.publish({ name: "tiny-part", version: "1.0.0" });
  const dependencies = { "tiny-part": "^1.0.0" };
  await registry.publish({ name: "@acme/source-x", version: "1.0.0", dependencies, bin: ["source-x", "other"] });
  await registry.publish({ name: "@acme/source-x", version: "1.1.0", dependencies, bin: ["source-x"] });
});

/** Each place is another machine's. */
function options(place = "home") {
  return { projectFolder: folder, runners: [npmRunner({ home: join(folder, place) })] };
}

async function titleOf(reference: string, place?: string): Promise<unknown> {
  return (await createSource(reference, options(place)).spec()).connectionSpecification["title"];
}

test("two versions of a package side by side, each with what it needs", async () => {
  expect(await titleOf("npm:@acme/source-x")).toBe("1.1.0, tiny-part 1.0.0");
  expect(await titleOf("npm:@acme/source-x@1.0.0")).toBe("1.0.0, tiny-part 1.0.0");
  const source = createSource("npm:@acme/source-x", options());
  expect(await source.install()).toEqual({ name: "npm:@acme/source-x", version: "1.1.0" });
  expect(source.name).toBe("x");
});

test("an install keeps what it means until an upgrade is asked for", async () => {
  const { runners, projectFolder } = options();
  expect(await installSource("npm:@acme/source-x", { runners, projectFolder })).toMatchObject({ version: "1.1.0" });
  await registry.publish({ name: "@acme/source-x", version: "1.2.0", bin: ["source-x"] });
  expect(await installSource("npm:@acme/source-x", { runners, projectFolder })).toMatchObject({ version: "1.1.0" });
  const upgraded = await installSource("npm:@acme/source-x", { runners, projectFolder, upgrade: true });
  expect(upgraded).toMatchObject({ version: "1.2.0", runs: "npm:@acme/source-x@1.2.0" });
});

test("a lock brings back every package, also when there are newer ones", async () => {
  await installSource("npm:@acme/source-x", options());
  await registry.publish({ name: "tiny-part", version: "1.5.0" });
  expect(await installSource("npm:@acme/source-x", { ...options("other"), frozen: true })).toMatchObject({
    version: "1.1.0",
  });
  expect(await titleOf("npm:@acme/source-x", "other")).toBe("1.1.0, tiny-part 1.0.0");
});

test("a package that was changed after it was locked is refused, and so is a changed lock", async () => {
  await installSource("npm:@acme/source-x", options());
  const reference = "npm:@acme/source-x";
  await registry.publish({ name: "tiny-part", version: "1.0.0" }, "changed");
  vi.stubEnv("npm_config_cache", join(folder, "another-cache"));
  const frozen = { ...options("other"), frozen: true };
  await expect(installSource(reference, frozen)).rejects.toMatchObject({
    code: "DIGEST_MISMATCH",
    cause: expect.stringContaining("EINTEGRITY"),
  });
  const pin = (await readConnectorLock(folder))[reference];
  if (pin === undefined) throw new Error("It is not locked.");
  const contents = { ...(pin.contents as JsonObject), "node_modules/more": {} };
  await changeConnectorLock(folder, reference, { ...pin, contents });
  await expect(installSource(reference, frozen)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  expect(digestJson(contents)).not.toBe(pin.digest);
  expect(await readdir(join(folder, "other", "npm")).catch(() => [])).toEqual([]);
});

test("install scripts run only where they are allowed, also of what a lock names", async () => {
  const ran = join(folder, "ran");
  const scripts = { postinstall: `node -e "fs.appendFileSync(process.env.AIRDOCK_TEST_RAN, 'x')"` };
  vi.stubEnv("AIRDOCK_TEST_RAN", ran);
  await registry.publish({ name: "built-part", version: "1.0.0", scripts });
  await registry.publish({
    name: "source-built",
    version: "1.0.0",
    dependencies: { "built-part": "1" },
    bin: ["source-built"],
  });
  const steps: string[] = [];
  const onProgress = (step: string): void => void steps.push(step);
  await installSource("npm:source-built", { ...options(), onProgress });
  await installSource("npm:source-built", { ...options("other"), frozen: true });
  expect(existsSync(ran)).toBe(false);
  expect(steps.at(-1)).toMatch(/^did not run the install scripts of built-part; .* --allow-scripts npm:source-built$/);
  await installSource("npm:source-built", { ...options("third"), frozen: true, allowScripts: true });
  expect(await readFile(ran, "utf8")).toBe("x");
  // What was allowed is what the lock then means.
  steps.length = 0;
  await createSource("npm:source-built", { ...options("third"), onProgress }).install();
  expect(steps).toEqual([]);
});

test("a name that a tool would take for an option is refused", () => {
  for (const scheme of ["npm", "pypi", "docker"])
    expect(() => parseSourceReference(`${scheme}:--registry=http://x.example`)).toThrow("is not a source reference");
});

test("what is not there, or is no source, leaves nothing", async () => {
  const install = (reference: string) => createSource(reference, options()).install();
  await expect(install("npm:@acme/source-nobody")).rejects.toMatchObject({ code: "PACKAGE_NOT_FOUND" });
  await expect(install("npm:@acme/source-x@9")).rejects.toMatchObject({ code: "PACKAGE_NOT_FOUND" });
  await expect(install("npm:tiny-part")).rejects.toMatchObject({ code: "INSTALL_FAILED" });
  vi.stubEnv("npm_config_registry", "http://127.0.0.1:1");
  vi.stubEnv("npm_config_fetch_retries", "0");
  await expect(install("npm:elsewhere")).rejects.toMatchObject({ code: "INSTALL_FAILED", retryable: true });
  expect(await readdir(join(folder, "home", "npm"))).toEqual([]);
});

test("an uninstall removes all versions, or the one that is named", async () => {
  await titleOf("npm:@acme/source-x");
  await titleOf("npm:@acme/source-x@1.0.0");
  expect(await uninstallSource("npm:@acme/source-x@1.0.0", options())).toEqual([expect.stringContaining("1.0.0-")]);
  expect(await uninstallSource("npm:@acme/source-x", options())).toEqual([expect.stringContaining("1.1.0-")]);
  expect(await readdir(join(folder, "home", "npm"))).toEqual([]);
});

test("an uninstall waits for nothing, and removes nothing, while the connector runs", async () => {
  await registry.publish(
    { name: "source-long", version: "1.0.0", bin: ["source-long"] },
    "\nsetInterval(() => {}, 1000);",
  );
  const reference = parseSourceReference("npm:source-long");
  const prepared = await npmRunner({ home: join(folder, "home") }).prepare(reference);
  await using session = await prepared.run({ kind: "spec" });
  await expect(uninstallSource("npm:source-long", options())).rejects.toMatchObject({
    code: "INSTALL_BUSY",
    message: "source-long 1.0.0 is running.",
    cause: `It was started by process ${process.pid}.`,
  });
  expect(await titleOfFirst(session.stdout)).toBe("1.0.0");
  await session.stop();
  await session.exited;
  expect(await uninstallSource("npm:source-long", options())).toEqual([expect.stringContaining("1.0.0-")]);
});

test("a run that was killed does not hold up an uninstall", async () => {
  const { folder: install = "" } = await npmRunner({ home: join(folder, "home") }).prepare(
    parseSourceReference("npm:@acme/source-x"),
  );
  await mkdir(join(install, ".in-use"));
  await writeFile(join(install, ".in-use", "killed"), `${processRealm()} ${process.pid} 1`);
  expect(await uninstallSource("npm:@acme/source-x", options())).toEqual([install]);
});

async function titleOfFirst(stdout: AsyncIterable<Uint8Array>): Promise<unknown> {
  for await (const bytes of stdout) {
    const { spec } = JSON.parse(Buffer.from(bytes).toString()) as { spec: { connectionSpecification: JsonObject } };
    return spec.connectionSpecification["title"];
  }
  return undefined;
}
