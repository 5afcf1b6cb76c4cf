import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalog, connectorNames, connectorPath, record, type ConnectorName } from "./index.ts";
import { runConnector } from "./run-connector.ts";

const endings: Partial<Record<ConnectorName, object>> = {
  "check-only-trace": { check: 1 },
  "closes-stdout": { read: "SIGKILL" },
  hangs: { read: "SIGKILL" },
  "ignores-sigterm": { read: "SIGKILL" },
  "killed-by-signal": { read: "SIGKILL" },
  "leaks-its-secret": { read: 1 },
  "one-stream-fails": { read: 1 },
  "stops-midway": { read: 1 },
  "truncated-last-line": { read: 1 },
};
const killAt: Partial<Record<ConnectorName, string>> = {
  "closes-stdout": "COMPLETE",
  hangs: "STATE",
  "ignores-sigterm": "STATE",
};
let folder: string;
let configs: Partial<Record<ConnectorName, object>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "connectors-"));
  const files = { records: join(folder, "records.ndjson"), catalog: join(folder, "catalog.ndjson") };
  const items = { name: "items", properties: { id: { type: "integer" } }, rows: [{ id: 1 }] };
  await writeFile(files.records, `${JSON.stringify(record("items", { id: 1 }))}\n`);
  await writeFile(files.catalog, `${JSON.stringify(catalog([{ name: "items", json_schema: {} }]))}\n`);
  configs = {
    scripted: {
      script: { discover: { steps: [catalog([{ name: "items" }])] }, read: { steps: [record("items", {})] } },
    },
    "given-rows": { streams: [items] },
    "control-config": { token: "token-1" },
    "leaks-its-secret": { api_key: "secret-1" },
    "leaves-a-child": { seconds: 0 },
    "cat-ndjson": files,
  };
});

afterAll(() => rm(folder, { recursive: true }));

test("every executable has a name in the list", async () => {
  const files = await readdir(new URL("./source", import.meta.url));
  expect(files.map((file) => file.replace(/\.(mjs|sh)$/, "")).toSorted()).toEqual([...connectorNames].toSorted());
});

test("every name stands in the README", async () => {
  const readme = await readFile(new URL("./README.md", import.meta.url), "utf8");
  const rows = readme.match(/^\| `[a-z0-9-]+`/gm) ?? [];
  expect(rows.map((row) => row.slice(3, -1))).toEqual(connectorNames);
});

describe.each(connectorNames)("%s", (name) => {
  const path = connectorPath(name);
  const ending = (command: string) => (endings[name] as Record<string, unknown> | undefined)?.[command] ?? 0;

  test("is executable", async () => {
    expect((await stat(path)).mode & 0o111).toBe(0o111);
  });

  test.each([
    ["spec", "SPEC"],
    ["check", "CONNECTION_STATUS"],
    ["discover", "CATALOG"],
  ])("%s answers with one %s", async (command, type) => {
    const run = await runConnector(path, command, { files: command === "spec" ? {} : { config: configs[name] ?? {} } });
    expect(run.code).toBe(ending(command));
    expect(messagesOf(run.lines, type)).toHaveLength(run.code === 0 ? 1 : 0);
  });

  test("read sends records and ends as it should", async () => {
    const config = configs[name] ?? {};
    const discovered = await runConnector(path, "discover", { files: { config } });
    const [answer] = messagesOf(discovered.lines, "CATALOG");
    const streams = (answer?.catalog?.streams ?? []).map((stream) => ({ stream, sync_mode: "full_refresh" }));
    const files = { config, catalog: { streams }, state: [] };
    const run = await runConnector(path, "read", { files, ...(killAt[name] && { killAt: killAt[name] }) });
    expect(run.lines.some((line) => line.includes('"RECORD"'))).toBe(true);
    expect(run.signal ?? run.code).toBe(ending("read"));
  });
});

interface ParsedMessage {
  type?: string;
  catalog?: { streams: object[] };
}

function messagesOf(lines: string[], type: string): ParsedMessage[] {
  return lines.flatMap((line) => {
    try {
      const message = JSON.parse(line) as ParsedMessage | null;
      return message?.type === type ? [message] : [];
    } catch {
      return [];
    }
  });
}
