import { join } from "node:path";
import { expect, test } from "vitest";
import { createSource } from "../../src/connector/create-source.ts";
import type { Source } from "../../src/connector/source.ts";
import { connectorPath } from "./connector-path.ts";
import { processRunning } from "./process-running.ts";
import { readStartReport } from "./start-report.ts";
import { temporaryFolder } from "./temporary-folder.ts";

async function source(steps: readonly object[], more: object = {}): Promise<Source> {
  const config = JSON.parse(JSON.stringify({ read: steps, ...more }));
  return createSource(connectorPath("plays-its-config"), { config, projectFolder: await temporaryFolder() });
}

const trace = (body: object): object => ({ print: { type: "TRACE", trace: { emitted_at: 1, ...body } } });

test("yields records as plain objects, exact where no double is", async () => {
  const line =
    '{"type":"RECORD","record":{"stream":"greetings","emitted_at":1,"data":{"id":12345678901234567890,"a":{"b":[1,"ä"]}}}}\n';
  const records = await Array.fromAsync((await source([{ write: line }])).read("greetings"));
  expect(JSON.stringify(records)).toBe('[{"id":12345678901234567890,"a":{"b":[1,"ä"]}}]');
});

test("stops the connector at the limit", async () => {
  const report = join(await temporaryFolder(), "report");
  const records = await Array.fromAsync(
    (await source([{ report }, { records: 5 }, { hang: true }])).read("greetings", { limit: 3 }),
  );
  expect(records).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  expect(processRunning((await readStartReport(report)).pid)).toBe(false);
});

test("stops the connector when the loop is left", async () => {
  const report = join(await temporaryFolder(), "report");
  for await (const _record of (await source([{ report }, { records: 5 }, { hang: true }])).read("greetings")) break;
  expect(processRunning((await readStartReport(report)).pid)).toBe(false);
});

test("stops the connector when it is aborted, and says so", async () => {
  const controller = new AbortController();
  const reading = (await source([{ records: 1 }, { hang: true }])).read("greetings", { signal: controller.signal });
  const consume = async (): Promise<void> => {
    for await (const _record of reading) controller.abort(new Error("enough"));
  };
  await expect(consume()).rejects.toThrow("enough");
});

test("knows the nearest name of a stream", async () => {
  const records = Array.fromAsync((await source([])).read("greeting"));
  await expect(records).rejects.toMatchObject({ code: "STREAM_UNKNOWN", hint: 'Did you mean "greetings"?' });
});

test("asks for a namespace where there are several", async () => {
  const stream = (namespace: string): object => ({
    name: "greetings",
    namespace,
    json_schema: {},
    supported_sync_modes: [],
  });
  const discover = [{ print: { type: "CATALOG", catalog: { streams: [stream("north"), stream("south")] } } }];
  const both = await source([{ records: 1 }], { discover });
  await expect(Array.fromAsync(both.read("greetings"))).rejects.toMatchObject({
    code: "STREAM_UNKNOWN",
    hint: "Say which namespace: north, south.",
  });
  expect(await Array.fromAsync(both.read("greetings", { namespace: "south" }))).toEqual([{ id: 1 }]);
});

test.each([
  [
    "its own error",
    [trace({ type: "ERROR", error: { message: "broken in the middle" } }), { exit: 1 }],
    "CONNECTOR_FAILED",
  ],
  ["an exit code", [{ exit: 4 }], "CONNECTOR_EXITED"],
  ["a signal", [{ kill: "SIGKILL" }], "CONNECTOR_KILLED"],
  [
    "a stream's own end",
    [
      trace({
        type: "STREAM_STATUS",
        stream_status: { stream_descriptor: { name: "greetings" }, status: "INCOMPLETE" },
      }),
    ],
    "STREAM_FAILED",
  ],
])("yields what came, then fails with %s", async (_name, steps, code) => {
  const reading = (await source([{ records: 2 }, ...steps])).read("greetings");
  const records: unknown[] = [];
  const consume = async (): Promise<void> => {
    for await (const record of reading) records.push(record);
  };
  await expect(consume()).rejects.toMatchObject({ code });
  expect(records).toHaveLength(2);
});
