import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { CrashedCache } from "./crashed-cache.ts";
import type { Scenario } from "./scenario.ts";
import type { Step } from "./step.ts";

/** How a sync is killed. */
export interface Kill {
  /** Everything at once, or only the process that runs the connector. */
  readonly whom: "all" | "runner";
  /** The sync goes on from the step while the signal is on its way. */
  readonly late: boolean;
}

/** A sync that has ended. */
export interface EndedSync {
  /** All steps it came to; when it was killed, it died after the last one and before the next. */
  readonly steps: readonly Step[];
  readonly isKilled: boolean;
  /** The processes it started. */
  readonly connectors: readonly number[];
}

const script = fileURLToPath(new URL("./watched-sync.ts", import.meta.url));

/** Syncs in a process group of its own; `choose` is asked at every step, numbered from 0, whether and how to kill it there. */
export async function runSync(
  { name }: CrashedCache,
  folder: string,
  scenario: Scenario,
  choose: (step: Step, index: number) => Kill | undefined = () => undefined,
): Promise<EndedSync> {
  await mkdir(join(folder, "tmp"), { recursive: true });
  const child = spawn(process.execPath, [script, name, folder, JSON.stringify(scenario)], {
    detached: true,
    stdio: ["ignore", "inherit", "pipe", "pipe", "pipe"],
    env: { ...process.env, TMPDIR: join(folder, "tmp") },
  });
  const exited = once(child, "exit");
  const [, , stderr, stepLines, goOn] = child.stdio as [null, null, Readable, Readable, Writable];
  let complaints = "";
  stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  // A sync that is killed does not read what was written for it.
  goOn.on("error", () => undefined);
  const steps: Step[] = [];
  const connectors: number[] = [];
  let isKilled = false;
  for await (const line of createInterface({ input: stepLines })) {
    const step = JSON.parse(line) as Step;
    steps.push(step);
    if (step.pid !== undefined) connectors.push(step.pid);
    if (isKilled) continue;
    const kill = choose(step, steps.length - 1);
    if (kill === undefined || kill.late) goOn.write(".");
    if (kill === undefined || child.pid === undefined) continue;
    isKilled = true;
    if (kill.whom === "runner") process.kill(child.pid, "SIGKILL");
    else for (const group of [child.pid, ...connectors]) killGroup(group);
  }
  const [code] = await exited;
  if (!isKilled && code !== 0) throw new Error(`The sync failed with exit status ${code}: ${complaints}`);
  return { steps, isKilled, connectors };
}

function killGroup(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // The connector has ended by itself.
  }
}
