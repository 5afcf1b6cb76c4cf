import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { inFolder } from "./in-folder.ts";
import { type AirdockRun, runAirdock } from "./run-airdock.ts";

const manifest = `version: 7.0.0
type: DeclarativeSource
check: { type: CheckStream, stream_names: [things] }
streams:
  - type: DeclarativeStream
    name: things
    retriever:
      type: SimpleRetriever
      requester: { type: HttpRequester, url_base: "http://127.0.0.1:1" }
      record_selector: { type: RecordSelector, extractor: { type: DpathExtractor, field_path: [] } }
spec: { type: Spec, connection_specification: { type: object, properties: { depth: { type: integer } } } }
`;

const onPypi = { language: "python", remoteRegistries: { pypi: { enabled: true, packageName: "airbyte-source-py" } } };
const sources = [
  { name: "Py", dockerRepository: "airbyte/source-py", dockerImageTag: "1.0.0", ...onPypi },
  { name: "Poke", dockerRepository: "airbyte/source-poke", dockerImageTag: "1.0.0", language: "manifest-only" },
];

/** Everything the network has: a registry, the package indexes, an image's registry. It notes what is asked for. */
async function startNetwork(): Promise<{ readonly address: string; readonly asked: string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const files: Record<string, string> = {
    "/registries/v0/oss_registry.json": JSON.stringify({ sources, destinations: [] }),
    "/metadata/airbyte/source-poke/1.0.0/manifest.yaml": manifest,
  };
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const text = files[request.url ?? ""];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  server.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
}

/** A `docker` that has no images, and notes what it is asked. */
async function writeDocker(folder: string): Promise<string> {
  const file = join(folder, "bin", "docker");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    `#!/bin/sh\necho "$*" >> "${join(folder, "docker.log")}"\n[ "$1" != image ] && [ "$1" != pull ]\n`,
  );
  await chmod(file, 0o755);
  return dirname(file);
}

inFolder(
  "offline nothing is looked up or fetched: what is missing is named, with the way to get it",
  async ({ folder }) => {
    const network = await startNetwork();
    const bin = await writeDocker(folder);
    const env = {
      AIRDOCK_REGISTRY: network.address,
      AIRDOCK_HOME: join(folder, "home"),
      AIRDOCK_CONTAINER_ENGINE: "docker",
      PATH: `${bin}${delimiter}${process.env["PATH"]}`,
      PIP_INDEX_URL: `${network.address}/pypi`,
      UV_DEFAULT_INDEX: `${network.address}/pypi`,
      npm_config_registry: `${network.address}/npm`,
      HTTP_PROXY: network.address,
      HTTPS_PROXY: network.address,
      http_proxy: network.address,
      https_proxy: network.address,
      NO_PROXY: "127.0.0.1",
      no_proxy: "127.0.0.1",
    };
    const run = (...args: string[]): Promise<AirdockRun> => runAirdock(folder, args, { env });
    expect(await run("sources")).toMatchObject({ status: 0 });
    expect(network.asked.splice(0)).toEqual(["/registries/v0/oss_registry.json"]);

    const missing: readonly (readonly [args: string[], says: string, command: string])[] = [
      [
        ["spec", "pypi:airbyte-source-py==1.0"],
        "airbyte-source-py is not installed here",
        "pypi:airbyte-source-py==1.0",
      ],
      [["check", "npm:@acme/source-x"], "@acme/source-x is not installed here", "npm:@acme/source-x"],
      [["sync", "py"], "airbyte-source-py is not installed here", "pypi:airbyte-source-py"],
      [["discover", "source-poke"], "source-poke is not installed here", "source-poke"],
      [
        ["sync", `${network.address}/manifest.yaml`],
        "manifest.yaml is not installed here",
        `${network.address}/manifest.yaml`,
      ],
      [
        ["read", "docker:acme/source-x:1", "things"],
        "The image acme/source-x:1 is not on this machine",
        "docker:acme/source-x:1",
      ],
      [["install", "poke"], "source-poke is not installed here", "source-poke"],
      [
        ["install", "--upgrade", "pypi:airbyte-source-py"],
        "What is newest of airbyte-source-py",
        "--upgrade pypi:airbyte-source-py",
      ],
      [["uninstall", "poke"], "source-poke is not installed here", "source-poke"],
      [
        ["init", "pypi:airbyte-source-py", "--yes"],
        "airbyte-source-py is not installed here",
        "pypi:airbyte-source-py",
      ],
      [["types", "source-py"], "airbyte-source-py is not installed here", "pypi:airbyte-source-py"],
      [
        ["connector", "pypi:airbyte-source-py", "spec"],
        "airbyte-source-py is not installed here",
        "pypi:airbyte-source-py",
      ],
    ];
    for (const [args, says, command] of missing) {
      const { status, stderr } = await run(...args, "--offline");
      expect([args, status, stderr]).toEqual([args, 2, expect.stringContaining("[OFFLINE]")]);
      expect(stderr).toContain(says);
      expect(stderr).toContain(`Run this once with a network: airdock install ${command}\n`);
    }
    expect([network.asked, await readFile(join(folder, "docker.log"), "utf8")]).toEqual([
      [],
      expect.not.stringContaining("pull"),
    ]);

    const quiet = await runAirdock(folder, ["spec", "poke"], { env: { ...env, AIRDOCK_OFFLINE: "1" } });
    expect([quiet.status, quiet.stderr]).toEqual([2, expect.stringContaining("[OFFLINE]")]);
    expect(network.asked).toEqual([]);

    expect(await run("install", "poke")).toMatchObject({ status: 0 });
    await network.close();
    const spec = await run("spec", "poke", "--offline");
    expect([spec.status, spec.stdout]).toEqual([0, expect.stringContaining("depth")]);
    expect(await run("install", "--frozen", "--offline")).toMatchObject({ status: 0 });
  },
);
