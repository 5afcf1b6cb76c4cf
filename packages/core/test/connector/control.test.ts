import { mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { createSource } from "../../src/connector/create-source.ts";
import type { Source } from "../../src/connector/source.ts";
import type { JsonObject } from "../../src/protocol/json.ts";
import { connectorPath } from "./connector-path.ts";
import { readStartReport } from "./start-report.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const control = (config: JsonObject): object => ({
  print: { type: "CONTROL", control: { type: "CONNECTOR_CONFIG", emitted_at: 1, connectorConfig: { config } } },
});
const succeeded = { print: { type: "CONNECTION_STATUS", connectionStatus: { status: "SUCCEEDED" } } };

interface Setting {
  readonly folder: string;
  open(config: object): Source;
  /** The config the connector was started with last. */
  lastConfig(): Promise<Record<string, unknown>>;
}

async function setting(): Promise<Setting> {
  const folder = await temporaryFolder();
  const report = join(folder, "report");
  return {
    folder,
    open: (config) =>
      createSource(connectorPath("plays-its-config"), {
        projectFolder: folder,
        connection: "mine",
        config: JSON.parse(JSON.stringify({ read: [{ report }], ...config })),
      }),
    lastConfig: async () => JSON.parse((await readStartReport(report)).files["config"]?.text ?? ""),
  };
}

async function readAll(source: Source): Promise<void> {
  for await (const _record of source.read("greetings"));
}

test("a config the connector sends during check is what its next start gets", async () => {
  const { folder, open, lastConfig } = await setting();
  const config = { token: "old-token", check: [control({ token: "new-token", start_date: "2020" }), succeeded] };
  await open(config).check();
  await readAll(open(config));
  expect(await lastConfig()).toMatchObject({ token: "new-token", start_date: "2020" });
  const kept = await stat(join(folder, ".airdock", "config", "mine.json"));
  expect(kept.mode & 0o777).toBe(0o600);
});

test("is kept before the next message is read, whatever becomes of the connector", async () => {
  const { open, folder } = await setting();
  const source = open({ token: "old-token", read: [control({ token: "new-token" }), { records: 1 }, { hang: true }] });
  await using reading = await source.openRead({ catalog: { streams: [] }, states: [] });
  for await (const _messages of reading.messages) break;
  expect(await readFile(join(folder, ".airdock", "config", "mine.json"), "utf8")).toContain("new-token");
});

test("is dropped, path by path, when the user changes what it replaced", async () => {
  const { open, lastConfig, folder } = await setting();
  const check = [control({ token: "new-token", start_date: "2020" }), succeeded];
  await open({ token: "old-token", check }).check();
  await readAll(open({ token: "pasted-token", check }));
  expect(await lastConfig()).toMatchObject({ token: "pasted-token", start_date: "2020" });
  // Going back does not bring the dropped one back either: it was refreshed for a token that is gone.
  await readAll(open({ token: "old-token", check }));
  expect(await lastConfig()).toMatchObject({ token: "old-token", start_date: "2020" });
  expect(await readFile(join(folder, ".airdock", "config", "mine.json"), "utf8")).not.toContain("new-token");
});

test("belongs to its connection, and does not change the config's hash", async () => {
  const { open, lastConfig } = await setting();
  const config = { token: "old-token", check: [control({ token: "new-token", count: 7 }), succeeded] };
  const before = await open(config).configHash();
  await open(config).check();
  expect(await open(config).configHash()).toBe(before);
  for await (const _record of open(config).read("greetings", { connection: "another" }));
  expect(await lastConfig()).toMatchObject({ token: "old-token" });
});

test("belongs to its connector: another program of that name gets the config as the user gave it", async () => {
  const { folder, open, lastConfig } = await setting();
  const config = { token: "old-token", check: [control({ token: "new-token" }), succeeded] };
  await open(config).check();
  const other = join(folder, "elsewhere", basename(connectorPath("plays-its-config")));
  await mkdir(dirname(other));
  await symlink(connectorPath("plays-its-config"), other);
  const read = [{ report: join(folder, "report") }];
  const given = JSON.parse(JSON.stringify({ ...config, read }));
  await readAll(createSource(other, { projectFolder: folder, connection: "mine", config: given }));
  expect(await lastConfig()).toMatchObject({ token: "old-token" });
});

test("keeps digits that no double holds, and hides its secrets", async () => {
  const { folder } = await setting();
  const id = "12345678901234567890";
  const file = join(folder, "config.json");
  const check = [
    {
      write: `{"type":"CONTROL","control":{"type":"CONNECTOR_CONFIG","emitted_at":1,"connectorConfig":{"config":{"id":${id}1,"token":"refreshed-token"}}}}\n`,
    },
    {
      print: { type: "CONNECTION_STATUS", connectionStatus: { status: "FAILED", message: "refused refreshed-token" } },
    },
  ];
  await writeFile(file, `{"id": ${id}, "check": ${JSON.stringify(check)}}`);
  const source = createSource(connectorPath("plays-its-config"), {
    config: file,
    projectFolder: folder,
    connection: "mine",
  });
  await expect(source.check()).rejects.toMatchObject({ message: expect.stringContaining("refused ****") });
  expect(await readFile(join(folder, ".airdock", "config", "mine.json"), "utf8")).toContain(`${id}1`);
});

test("a kept file that is broken is named", async () => {
  const { folder, open } = await setting();
  const source = open({ check: [control({ token: "new-token" }), succeeded] });
  await source.check();
  const path = join(folder, ".airdock", "config", "mine.json");
  await writeFile(path, "{");
  await expect(source.check()).rejects.toMatchObject({
    code: "FILE_UNREADABLE",
    message: expect.stringContaining(path),
  });
});
