import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

/** Keeps where every socket of a Node process is to be connected to, before it is. */
const watch = `import { appendFileSync } from "node:fs";
import { Socket } from "node:net";
const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...given) {
  appendFileSync(process.env.CONNECTIONS, JSON.stringify(given[0]) + "\\n");
  return connect.apply(this, given);
};
appendFileSync(process.env.CONNECTIONS, "watching\\n");
`;

inFolder("a sync opens no network connection of its own", async ({ folder }) => {
  await writeFile(join(folder, "watch.mjs"), watch);
  const connections = join(folder, "connections");
  const env = { NODE_OPTIONS: `--import=${pathToFileURL(join(folder, "watch.mjs")).href}`, CONNECTIONS: connections };
  for (const args of [["sync", "sample:shop"], ["tables"], ["query", "select count(*) from shop.users"], ["runs"]])
    expect(await runAirdock(folder, args, { env })).toMatchObject({ status: 0 });
  const watched = new Set((await readFile(connections, "utf8")).trim().split("\n"));
  expect([...watched]).toEqual(["watching"]);
  const looked = await runAirdock(folder, ["sources"], { env: { ...env, AIRDOCK_REGISTRY: "http://127.0.0.1:1" } });
  expect(looked.status).toBe(4);
  expect(await readFile(connections, "utf8")).toContain("127.0.0.1");
});

inFolder("a check of a closed port says so in seconds, and not that the config is wrong", async ({ folder }) => {
  const manifest = join(folder, "manifest.yaml");
  await writeFile(manifest, closedPort);
  const startedAt = performance.now();
  const { status, stderr } = await runAirdock(folder, ["check", manifest]);
  expect(status).toBe(3);
  expect(stderr).toContain("ECONNREFUSED");
  expect(stderr).toContain("check host and port");
  expect(stderr).not.toContain("Correct the config");
  expect(performance.now() - startedAt).toBeLessThan(20_000);
});

const closedPort = `version: 6.0.0
type: DeclarativeSource
check: { type: CheckStream, stream_names: [a] }
streams:
  - type: DeclarativeStream
    name: a
    retriever:
      type: SimpleRetriever
      requester: { type: HttpRequester, url_base: "http://127.0.0.1:1/", path: a, http_method: GET }
      record_selector: { type: RecordSelector, extractor: { type: DpathExtractor, field_path: [] } }
    schema_loader: { type: InlineSchemaLoader, schema: { type: object, properties: { id: { type: integer } } } }
spec: { type: Spec, connection_specification: { type: object, properties: {} } }
`;
