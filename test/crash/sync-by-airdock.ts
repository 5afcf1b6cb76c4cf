import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { SyncEvent } from "@airdock/core";
import type { CrashedCache } from "./crashed-cache.ts";

/** An `airdock sync --events` that has ended. */
export interface EndedAirdock {
  readonly status: number | null;
  readonly events: readonly SyncEvent[];
}

/** Sends a signal as a terminal does: to the command line and everything else in its process group. */
export type Interrupt = (signal: NodeJS.Signals) => void;

const program = join(dirname(createRequire(import.meta.url).resolve("airdock/package.json")), "bin", "airdock.js");

/** Runs `airdock sync` into the cache of FOLDER/data, as the connection `crash`; `onEvent` may interrupt it. */
export async function syncByAirdock(
  crashed: CrashedCache,
  folder: string,
  args: readonly string[],
  onEvent: (event: SyncEvent, interrupt: Interrupt) => void = () => undefined,
): Promise<EndedAirdock> {
  await mkdir(join(folder, "tmp"), { recursive: true });
  const url = await crashed.url(join(folder, "data"));
  const target = ["--name", "crash", "--to", "env:CRASHED_CACHE", "--events"];
  const child = spawn(process.execPath, [program, "sync", ...args, ...target], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, TMPDIR: join(folder, "tmp"), CRASHED_CACHE: url },
  });
  const exited = once(child, "exit");
  const events: SyncEvent[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as SyncEvent;
    events.push(event);
    onEvent(event, (signal) => child.pid !== undefined && process.kill(-child.pid, signal));
  }
  const [status] = await exited;
  return { status, events };
}
