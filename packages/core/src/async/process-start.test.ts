import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { processAlive, processStart } from "./process-start.ts";

test("this process is alive, at its own start time only", () => {
  expect(processAlive(process.pid)).toBe(true);
  expect(processAlive(process.pid, processStart(process.pid))).toBe(true);
  expect(processAlive(process.pid, "1")).toBe(process.platform !== "linux");
});

test("a process that ended is not alive, also while its parent takes no note of it", async () => {
  // The shell starts a child and becomes a program that never waits for it.
  const parent = spawn("sh", ["-c", "sh -c 'echo $$' & exec sleep 60"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = await once(parent.stdout.setEncoding("utf8"), "data");
    const pid = Number(line);
    await expect.poll(() => processAlive(pid), { timeout: 30_000 }).toBe(false);
  } finally {
    parent.kill("SIGKILL");
  }
});
