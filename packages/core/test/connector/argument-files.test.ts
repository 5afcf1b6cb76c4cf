import { existsSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSource } from "../../src/connector/create-source.ts";
import { connectorPath } from "./connector-path.ts";
import { readStartReport } from "./start-report.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const path = connectorPath("plays-its-config");
const succeeded = { print: { type: "CONNECTION_STATUS", connectionStatus: { status: "SUCCEEDED" } } };

test("only the owner can read them, and they go when the connector ended", async () => {
  const folder = await temporaryFolder();
  const report = join(folder, "report");
  const source = createSource(path, { projectFolder: folder, config: { token: "a-secret", read: [{ report }] } });
  const catalog = await source.discover();
  const configured = catalog.streams.map(
    (stream) => ({ stream, sync_mode: "full_refresh", destination_sync_mode: "append" }) as const,
  );
  const states = [
    '{"type":"STREAM","stream":{"stream_descriptor":{"name":"a"},"stream_state":{"n":12345678901234567890}}}',
    '{"type":"STREAM"}',
  ];
  await using reading = await source.openRead({ catalog: { streams: configured }, states });
  for await (const _messages of reading.messages);
  await reading.exited;
  const start = await readStartReport(report);
  expect(start.folderMode).toBe(0o700);
  expect(Object.values(start.files).map(({ mode }) => mode)).toEqual([0o600, 0o600, 0o600]);
  expect(start.files["state"]?.text).toBe(`[${states.join(",")}]`);
  expect(JSON.parse(start.files["catalog"]?.text ?? "")).toEqual({ streams: configured });
  expect(existsSync(start.folder)).toBe(false);
});

test("hold the config exactly as the user's file has it", async () => {
  const folder = await temporaryFolder();
  const report = join(folder, "report");
  const file = join(folder, "config.json");
  const text = `{\n  "id": 12345678901234567890123, "rate": 1.10, "check": [${JSON.stringify({ report })}, ${JSON.stringify(succeeded)}]\n}\n`;
  await writeFile(file, text);
  await createSource(path, { projectFolder: folder, config: file }).check();
  expect((await readStartReport(report)).files["config"]?.text).toBe(text);
});

test("have no state file when there is no state", async () => {
  const folder = await temporaryFolder();
  const report = join(folder, "report");
  const source = createSource(path, { projectFolder: folder, config: { read: [{ report }] } });
  for await (const _record of source.read("greetings"));
  expect(Object.keys((await readStartReport(report)).files)).toEqual(["config", "catalog"]);
});

test("can be changed by the connector, which changes nothing of ours", async () => {
  const folder = await temporaryFolder();
  const file = join(folder, "config.json");
  await writeFile(file, JSON.stringify({ check: [{ append: "   " }, succeeded] }));
  await createSource(path, { projectFolder: folder, config: file }).check();
  expect(await readdir(folder)).toEqual(["config.json"]);
});

test.each([
  ["is killed", [{ kill: "SIGKILL" }]],
  ["fails", [{ exit: 3 }]],
])("go when the connector %s", async (_how, steps) => {
  const folder = await temporaryFolder();
  const report = join(folder, "report");
  const source = createSource(path, { projectFolder: folder, config: { check: [{ report }, ...steps] } });
  await expect(source.check()).rejects.toThrow();
  expect(existsSync((await readStartReport(report)).folder)).toBe(false);
});

test("go when the call is aborted, and so does the connector", async () => {
  const folder = await temporaryFolder();
  const report = join(folder, "report");
  const source = createSource(path, { projectFolder: folder, config: { check: [{ report }, { hang: true }] } });
  const controller = new AbortController();
  const check = source.check({ signal: controller.signal });
  const start = await readStartReport(report);
  controller.abort(new Error("enough"));
  await expect(check).rejects.toThrow("enough");
  expect(existsSync(start.folder)).toBe(false);
  expect(() => process.kill(start.pid, 0)).toThrow();
});

test("go when the program cannot be started", async () => {
  const folder = await temporaryFolder();
  const program = join(folder, "source-broken");
  await writeFile(program, "#!/no/such/interpreter\n", { mode: 0o755 });
  const before = await readdir(join(folder, ".."));
  await expect(createSource(program).spec()).rejects.toMatchObject({ code: "CONNECTOR_NOT_EXECUTABLE" });
  const left = (await readdir(join(folder, ".."))).filter(
    (entry) => entry.includes(`-${process.pid}-`) && !before.includes(entry),
  );
  expect(left).toEqual([]);
});
