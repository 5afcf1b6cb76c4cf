import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { localRunner } from "../../src/connector/local-runner.ts";
import { parseSourceReference } from "../../src/connector/parse-source-reference.ts";
import type { ConnectorSession } from "../../src/connector/connector-runner.ts";
import { connectorPath } from "./connector-path.ts";
import { processRunning } from "./process-running.ts";
import { readPid, readStartReport } from "./start-report.ts";
import { temporaryFolder } from "./temporary-folder.ts";

async function start(steps: readonly object[], grace?: number): Promise<ConnectorSession> {
  const runner = localRunner(grace === undefined ? {} : { grace });
  const connector = await runner.prepare(parseSourceReference(connectorPath("plays-its-config")));
  return connector.run({ kind: "read", config: JSON.stringify({ read: steps }), catalog: "{}" });
}

test("asks politely", async () => {
  const report = join(await temporaryFolder(), "report");
  await using session = await start([{ report }, { hang: true }]);
  await readStartReport(report);
  await session.stop();
  expect(await session.exited).toEqual({ exitCode: undefined, signal: "SIGTERM", stopped: true });
});

test("kills a connector that does not listen", async () => {
  const report = join(await temporaryFolder(), "report");
  await using session = await start([{ ignoreSigterm: true }, { report }, { hang: true }], 50);
  await readStartReport(report);
  await session.stop();
  expect(await session.exited).toEqual({ exitCode: undefined, signal: "SIGKILL", stopped: true });
});

test.each([
  ["that ends with its connector", [{ hang: true }], false],
  ["that does not listen", [{ hang: true }], true],
  ["whose connector left it behind", [], true],
])("leaves no grandchild %s", async (_name, steps, ignoreSigterm) => {
  const pidFile = join(await temporaryFolder(), "pid");
  const session = await start([{ grandchild: { pidFile, ignoreSigterm } }, ...steps], 100);
  const pid = await readPid(pidFile);
  expect(processRunning(pid)).toBe(true);
  if (steps.length === 0) await session.exited;
  await session[Symbol.asyncDispose]();
  await vi.waitFor(() => expect(processRunning(pid)).toBe(false));
});

test("says that a connector ended by itself when it did", async () => {
  await using session = await start([{ exit: 7 }]);
  expect(await session.exited).toEqual({ exitCode: 7, signal: undefined, stopped: false });
  await session.stop();
  expect((await session.exited).stopped).toBe(false);
});

test("keeps what was written before the end", async () => {
  await using session = await start([{ records: 3 }, { exit: 0 }]);
  await session.exited;
  await session.stop();
  const chunks: Uint8Array[] = [];
  for await (const chunk of session.stdout) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString().trim().split("\n")).toHaveLength(3);
});

test.each([
  ["keeps silent", false, 3],
  ["goes on talking", true, 3],
  ["keeps silent, after much was written", false, 20_000],
])(
  "reads to the end of a connector whose output a program outside its group holds, which %s",
  async (_how, talks, records) => {
    const pidFile = join(await temporaryFolder(), "pid");
    const session = await start([{ grandchild: { pidFile, holdsOutput: true, talks } }, { records }, { exit: 0 }], 100);
    const pid = await readPid(pidFile);
    try {
      const stderr = Array.fromAsync(session.stderr);
      let text = "";
      for await (const chunk of session.stdout) text += Buffer.from(chunk).toString();
      expect(text.split("\n").filter((line) => line.includes("RECORD"))).toHaveLength(records);
      // Who goes on talking has nobody to talk to any more.
      if (!talks) expect(processRunning(pid)).toBe(true);
      expect((await stderr).at(-1)).toContain("in a session of its own");
    } finally {
      if (processRunning(pid)) process.kill(pid, "SIGKILL");
      await session[Symbol.asyncDispose]();
    }
  },
);
