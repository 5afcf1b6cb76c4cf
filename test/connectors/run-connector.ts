import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What one start of a connector printed, and how it ended. */
export interface ConnectorRun {
  lines: string[];
  stderr: string;
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** How a connector is started: the argument files by name, and a text in its output at which it is killed (for those that never end). */
export interface RunOptions {
  files?: Record<string, unknown>;
  killAt?: string;
}

/** Runs one command of an executable as a process of its own, with closed standard input, to its end. */
export async function runConnector(
  path: string,
  command: string,
  { files = {}, killAt }: RunOptions = {},
): Promise<ConnectorRun> {
  const folder = await mkdtemp(join(tmpdir(), "connector-"));
  try {
    const argv = [command];
    for (const [name, value] of Object.entries(files)) {
      const file = join(folder, `${name}.json`);
      await writeFile(file, JSON.stringify(value));
      argv.push(`--${name}`, file);
    }
    return await collectRun(path, argv, killAt);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function collectRun(path: string, argv: string[], killAt: string | undefined): Promise<ConnectorRun> {
  const child = spawn(path, argv, { stdio: ["ignore", "pipe", "pipe"] });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  child.stdout.on("data", (chunk: Buffer) => {
    stdout.push(chunk);
    if (killAt !== undefined && Buffer.concat(stdout).includes(killAt)) child.kill("SIGKILL");
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const lines = Buffer.concat(stdout).toString().split("\n");
      resolve({
        lines: lines.filter((line) => line !== ""),
        stderr: Buffer.concat(stderr).toString(),
        code,
        signal,
      });
    });
  });
}
