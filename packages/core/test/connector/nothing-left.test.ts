import { existsSync } from "node:fs";
import { join } from "node:path";
import { once } from "node:events";
import { execa } from "execa";
import { expect, onTestFinished, test, vi } from "vitest";
import { connectorPath } from "./connector-path.ts";
import { processRunning } from "./process-running.ts";
import { readPid, readStartReport, type StartReport } from "./start-report.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const core = new URL("../../src/connector/create-source.ts", import.meta.url).href;

interface Started {
  readonly report: StartReport;
  readonly grandchild: number;
}

/** Starts a program that reads from a connector which listens to no SIGTERM, ends the program, and says what it had started. */
async function endHost(ending: string, signal?: NodeJS.Signals): Promise<Started> {
  const folder = await temporaryFolder();
  const [reportPath, pidFile] = [join(folder, "report"), join(folder, "pid")];
  const steps = [
    { ignoreSigterm: true },
    { grandchild: { pidFile, ignoreSigterm: true } },
    { report: reportPath },
    { records: 1 },
    { hang: true },
  ];
  const words = [core, connectorPath("plays-its-config"), folder, ending, JSON.stringify(steps)];
  const host = execa(process.execPath, [connectorPath("host"), ...words], { reject: false, cleanup: true });
  const reading = once(host.stdout, "data");
  const report = await readStartReport(reportPath);
  const grandchild = await readPid(pidFile);
  onTestFinished(() => {
    for (const pid of [report.pid, grandchild]) if (processRunning(pid)) process.kill(pid, "SIGKILL");
  });
  await reading;
  if (signal !== undefined) host.nodeChildProcess.kill(signal);
  await host;
  return { report, grandchild };
}

test.each([
  ["exits", "exit", undefined],
  ["throws", "throw", undefined],
  ["is ended by SIGTERM", "wait", "SIGTERM"],
  ["is ended by Ctrl-C", "wait", "SIGINT"],
  ["loses its terminal", "wait", "SIGHUP"],
] as const)("of a connector when the program that runs it %s", async (_how, ending, signal) => {
  const { report, grandchild } = await endHost(ending, signal);
  await vi.waitFor(() => expect([report.pid, grandchild].filter(processRunning)).toEqual([]));
  expect(existsSync(report.folder)).toBe(false);
});

test("of its argument files, after a kill -9, once the next connector starts", async () => {
  const { report } = await endHost("wait", "SIGKILL");
  expect(existsSync(report.folder)).toBe(true);
  await endHost("exit");
  expect(existsSync(report.folder)).toBe(false);
});

test("is said of folders of the living", async () => {
  const { createInputFiles } = await import("../../src/connector/input-files.ts");
  const ours = await createInputFiles(new Map([["config", "{}"]]));
  await endHost("exit");
  expect(existsSync(ours.folder)).toBe(true);
  await ours.remove();
  expect(existsSync(ours.folder)).toBe(false);
});
