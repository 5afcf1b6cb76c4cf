import { chmod, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { createSource } from "../../src/connector/create-source.ts";
import { uninstallSource } from "../../src/connector/lock/install-source.ts";
import { dockerRunner } from "../../src/connector/docker-runner.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Plays a container engine with one image, `acme/source-x:1.0`, which it has after a pull; keeps what it was called with. */
const standIn = `#!/usr/bin/env node
const { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const words = process.argv.slice(2);
const log = process.env.STAND_IN_LOG;
const volume = words.find((word) => word.startsWith("--volume="))?.slice("--volume=".length).split(":")[0];
const file = volume && join(volume, "config.json");
const seen = file && existsSync(file) ? { config: readFileSync(file, "utf8"), mode: statSync(join(volume, "..")).mode & 0o777 } : {};
appendFileSync(log, JSON.stringify({ words, ...seen }) + "\\n");
const verb = words[0] === "image" ? words[1] : words[0];
if (verb === "inspect" && !existsSync(log + ".pulled")) { console.error("no such image"); process.exit(1); }
if (verb === "inspect") console.log(JSON.stringify([{ Id: "sha256:aa", RepoDigests: ["acme/source-x@sha256:bb"], Config: {} }]));
if (words[0] === "image" && verb === "rm" && process.env.STAND_IN_BUSY) { console.error("image is being used by running container 1f2"); process.exit(1); }
if (verb === "pull") { writeFileSync(log + ".pulled", ""); console.log("pulled"); }
if (verb === "run" && words.includes("spec")) console.log(JSON.stringify({ type: "SPEC", spec: { connectionSpecification: { properties: { token: { type: "string", airbyte_secret: true } } } } }));
if (verb === "run" && words.includes("check")) console.log(JSON.stringify({ type: "CONNECTION_STATUS", connectionStatus: { status: "SUCCEEDED" } }));
`;

afterEach(() => vi.unstubAllEnvs());

interface EngineCall {
  readonly words: readonly string[];
  readonly config?: string;
  readonly mode?: number;
}

/** The calls of an engine by a source that is checked. */
async function checkBy(engine: "docker" | "nerdctl"): Promise<readonly EngineCall[]> {
  const folder = await temporaryFolder();
  const program = join(folder, engine);
  await writeFile(program, standIn);
  await chmod(program, 0o755);
  vi.stubEnv("PATH", [folder, process.env["PATH"]].join(delimiter));
  vi.stubEnv("STAND_IN_LOG", join(folder, "log"));
  const runner = dockerRunner({ engine, home: join(folder, "home"), memory: "2g", cpus: "1.5", network: "host" });
  const config = { token: "canary-5ec6e7" };
  await createSource("docker:acme/source-x:1.0", { config, projectFolder: folder, runners: [runner] }).check();
  const lines = (await readFile(join(folder, "log"), "utf8")).trim().split("\n");
  return lines.map((line) => JSON.parse(line) as EngineCall);
}

test.each([
  ["docker", ["--init"], ":Z"],
  ["nerdctl", [], ""],
] as const)(
  "what %s is called with: no secret, no environment, and only the private folder",
  async (engine, init, suffix) => {
    const calls = await checkBy(engine);
    const verbs = calls.map(({ words }) => words.slice(0, words[0] === "image" ? 4 : 1).join(" "));
    const inspect = "image inspect -- acme/source-x:1.0";
    expect(verbs).toEqual(["version", inspect, "pull", inspect, "ps", "run", "run"]);
    const check = calls.at(-1);
    const name = check?.words.find((word) => word.startsWith("--name="));
    const volume = check?.words.find((word) => word.startsWith("--volume="));
    expect(check?.words).toEqual([
      ...["run", "--rm", "-i", "--pull=never", name],
      ...init,
      ...["--memory=2g", "--cpus=1.5", "--network=host", volume, "acme/source-x:1.0"],
      ...["check", "--config", "/airdock/config.json"],
    ]);
    expect(name).toMatch(new RegExp(`^--name=airdock-[0-9a-f]{8}-${process.pid}-\\d+-[0-9a-f]{8}$`));
    expect(volume?.endsWith(`/open:/airdock${suffix}`)).toBe(true);
    expect(check).toMatchObject({ config: '{"token":"canary-5ec6e7"}', mode: 0o700 });
    expect(JSON.stringify(calls.map(({ words }) => words))).not.toContain("canary");
  },
);

test("an image that a container uses stays, and that is said", async () => {
  await checkBy("docker");
  const projectFolder = await temporaryFolder();
  const options = { projectFolder, runners: [dockerRunner({ engine: "docker", home: projectFolder })] };
  vi.stubEnv("STAND_IN_BUSY", "1");
  await expect(uninstallSource("docker:acme/source-x:1.0", options)).rejects.toMatchObject({
    code: "INSTALL_BUSY",
    cause: "image is being used by running container 1f2",
  });
  vi.stubEnv("STAND_IN_BUSY", "");
  expect(await uninstallSource("docker:acme/source-x:1.0", options)).toEqual(["acme/source-x:1.0"]);
});

test("no engine that answers is said with the way to one", async () => {
  const folder = await temporaryFolder();
  vi.stubEnv("PATH", folder);
  vi.stubEnv("AIRDOCK_CONTAINER_ENGINE", "");
  await expect(createSource("docker:acme/source-x:1.0", { projectFolder: folder }).spec()).rejects.toMatchObject({
    code: "CONTAINER_ENGINE_NOT_FOUND",
    message: "docker:acme/source-x:1.0 is an image, and none of docker, podman or nerdctl answers here.",
  });
});
