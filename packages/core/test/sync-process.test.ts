import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSource } from "../src/connector/create-source.ts";
import type { JsonObject } from "../src/protocol/json.ts";
import { sync } from "../src/sync/sync.ts";
import type { SyncEvent } from "../src/sync/sync-event.ts";
import { createMemoryCache } from "../src/testing/index.ts";
import { records, status, streamState, traceError } from "./airbyte-message.ts";
import { connectorPath } from "./connector/connector-path.ts";
import { temporaryFolder } from "./connector/temporary-folder.ts";

const print = (messages: readonly object[]): object[] => messages.map((message) => ({ print: message }));
const stream = {
  name: "a",
  json_schema: { type: "object" },
  supported_sync_modes: ["full_refresh", "incremental"],
  source_defined_cursor: true,
};
const discover = print([{ type: "CATALOG", catalog: { streams: [stream] } }]);

function open(read: readonly object[], more: JsonObject = {}) {
  const source = createSource(connectorPath("plays-its-config"), { config: { discover, read, ...more } as JsonObject });
  return { source, cache: createMemoryCache(), connection: "play" };
}

test("a connector's process is read to its end", async () => {
  const { source, cache, connection } = open(
    print([status("a", "STARTED"), ...records("a", 1, 500), streamState("a", 500, 500), status("a", "COMPLETE")]),
  );
  const result = await sync({ source, cache, connection });
  expect(result).toMatchObject({
    connection: "play",
    outcome: "ok",
    streams: [{ read: 500, written: 500, states: 1 }],
  });
  expect(await result.dataset("a").count()).toBe(500);
});

test("a connector that fails says why, in its own words; its secrets stay secret", async () => {
  const logFolder = await temporaryFolder();
  const trace = traceError("The API refused the token hush-hush-hush.", undefined, {
    internal_message: "HTTP 401 hush-hush-hush",
  });
  const steps = [
    ...print([...records("a", 1, 3), streamState("a", 3), ...records("a", 4, 4)]),
    { stderr: "stack: hush-hush-hush" },
    ...print([trace]),
    { exit: 1 },
  ];
  const { source, cache, connection } = open(steps, { token: "hush-hush-hush" });
  const events: object[] = [];
  const result = await sync({
    source,
    cache,
    connection,
    reject: false,
    logFolder,
    onEvent: (event) => events.push(event),
  });
  expect(result).toMatchObject({
    outcome: "partial",
    error: { code: "SYNC_PARTIAL", cause: expect.stringContaining("The API refused the token ****.") },
  });
  expect(result.streams[0]?.error).toMatchObject({
    code: "CONNECTOR_FAILED",
    message: expect.stringContaining("The API refused the token ****."),
  });
  expect(await result.dataset("a").count()).toBe(3);
  const log = join(logFolder, "play", `${result.run}.ndjson`);
  const text = await readFile(log, "utf8");
  expect(
    text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).type)
      .sort(),
  ).toEqual(["connector-error", "connector-stderr"]);
  expect((await stat(log)).mode & 0o777).toBe(0o600);
  for (const said of [text, JSON.stringify(events), JSON.stringify(result)]) expect(said).not.toContain("hush-hush");
});

test("a connector that is killed keeps what its states earned", async () => {
  const steps = [...print([...records("a", 1, 3), streamState("a", 3), ...records("a", 4, 9)]), { kill: "SIGKILL" }];
  const { source, cache, connection } = open(steps);
  const failing = sync({ source, cache, connection });
  await expect(failing).rejects.toMatchObject({
    code: "SYNC_PARTIAL",
    cause: { code: "CONNECTOR_KILLED" },
    result: { streams: [{ written: 3 }] },
  });
});

test("an abort stops the process and keeps what is earned", async () => {
  const steps = [
    ...print([...records("a", 1, 3), streamState("a", 3), ...records("a", 4, 9)]),
    { stderr: "waiting" },
    { hang: true },
  ];
  const { source, cache, connection } = open(steps);
  const controller = new AbortController();
  const failing = sync({
    source,
    cache,
    connection,
    signal: controller.signal,
    onEvent: ({ type }) => type === "connector-stderr" && controller.abort("ctrl-c"),
  });
  await expect(failing).rejects.toMatchObject({ code: "INTERRUPTED", exitStatus: 130, cause: "ctrl-c" });
  expect(await cache.dataset({ connection: "play", stream: { name: "a" } }).count()).toBe(3);
  expect(await cache.states("play")).toHaveLength(1);
});

test("a line that a stop has cut is no record that was left out", async () => {
  const cut = '{"type":"RECORD","record":{"stream":"a","emitted_at":1,"data":{"id"';
  const read = async (steps: readonly object[], stopAt?: string) => {
    const { source, cache, connection } = open([...print(records("a", 1, 3)), { write: cut }, ...steps]);
    const controller = new AbortController();
    const signal = controller.signal;
    const onEvent = ({ type }: SyncEvent) => void (type === stopAt && controller.abort("ctrl-c"));
    return await sync({ source, cache, connection, signal, onEvent, reject: false });
  };
  const stopped = read([{ stderr: "waiting" }, { hang: true }], "connector-stderr");
  await expect(stopped).rejects.toMatchObject({ code: "INTERRUPTED", result: { rejected: [] } });
  expect(await read([])).toMatchObject({ rejected: [{ reason: "broken-json", count: 1 }] });
});
