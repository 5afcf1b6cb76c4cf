import { readFile } from "node:fs/promises";
import { vi } from "vitest";

/** What `plays-its-config` reports of its own start. */
export interface StartReport {
  readonly pid: number;
  readonly folder: string;
  readonly folderMode: number;
  readonly files: Readonly<Record<string, { readonly mode: number; readonly text: string }>>;
}

/** Waits for the report of a connector that was started, and reads it. */
export function readStartReport(path: string): Promise<StartReport> {
  return vi.waitFor(async () => JSON.parse(await readFile(path, "utf8")) as StartReport, {
    timeout: 20_000,
    interval: 10,
  });
}

/** Waits for a file that holds a process id. */
export function readPid(path: string): Promise<number> {
  return vi.waitFor(
    async () => {
      const pid = Number(await readFile(path, "utf8"));
      if (pid === 0) throw new Error("not written yet");
      return pid;
    },
    { timeout: 20_000, interval: 10 },
  );
}
