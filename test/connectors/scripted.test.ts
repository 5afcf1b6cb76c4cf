import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connectorPath, readScriptLog, record, spec, writeScriptedConnector } from "./index.ts";
import { runConnector } from "./run-connector.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "scripted-"));
});

afterEach(() => rm(folder, { recursive: true }));

test("the script may stand in the config: steps in order, then an exit status", async () => {
  const steps = [
    record("items", { id: 1 }),
    "a raw line",
    { bytes: Buffer.from("half").toString("base64") },
    { stderr: "a warning" },
    { repeat: 2, line: "line {n}" },
  ];
  const config = { script: { read: { steps, exit: 7 } } };
  const run = await runConnector(connectorPath("scripted"), "read", { files: { config, catalog: {} } });
  expect(run).toEqual({
    lines: [JSON.stringify(record("items", { id: 1 })), "a raw line", "halfline 0", "line 1"],
    stderr: "a warning",
    code: 7,
    signal: null,
  });
});

test("each start of a command plays the next run, the last one again and again, and is logged", async () => {
  const log = join(folder, "log.ndjson");
  const runs = [{ steps: ["first"], exit: 1 }, { steps: ["second"], kill: "SIGKILL" }, { steps: ["third"] }];
  const path = await writeScriptedConnector(folder, { log, spec: { steps: [spec({})] }, check: runs });
  const config = { token: "t" };
  const answers = [];
  await runConnector(path, "spec");
  for (let turn = 0; turn < 4; turn++) answers.push(await runConnector(path, "check", { files: { config } }));
  expect(answers.map(({ lines, code, signal }) => [lines[0], signal ?? code])).toEqual([
    ["first", 1],
    ["second", "SIGKILL"],
    ["third", 0],
    ["third", 0],
  ]);
  const entries = await readScriptLog(log);
  expect(entries.map((entry) => entry.argv[0])).toEqual(["spec", "check", "check", "check", "check"]);
  expect(entries[1]).toMatchObject({ config, files: { config: entries[1]?.argv[2] }, modes: { config: "644" } });
});

test("it waits for a file, and says where it is by making one", async () => {
  const [here, go] = [join(folder, "here"), join(folder, "go")];
  const path = await writeScriptedConnector(folder, {
    read: { steps: [{ touch: here }, { waitForFile: go }, "done"] },
  });
  const waiting = runConnector(path, "read");
  const other = await writeScriptedConnector(
    folder,
    { read: { steps: [{ waitForFile: here }, { touch: go }] } },
    "other",
  );
  await runConnector(other, "read");
  expect((await waiting).lines).toEqual(["done"]);
  expect(await readFile(here, "utf8")).toBe("");
});
