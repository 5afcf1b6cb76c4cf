import { setTimeout as delay } from "node:timers/promises";
import { groupAlive, signalGroup } from "./process-group.ts";

/** Milliseconds between the request to end (SIGTERM) and the end by force (SIGKILL). */
export const defaultGrace = 5_000;

/**
 * Ends a process and all it started: asks (SIGTERM), waits for `grace` milliseconds at most, then makes them (SIGKILL).
 * `exited` is the end of the process itself. Settles when it is gone; at once when there was nothing to end.
 */
export async function terminate(group: number, exited: Promise<unknown>, grace: number = defaultGrace): Promise<void> {
  if (signalGroup(group, "SIGTERM") && !(await goneWithin(group, exited, grace))) signalGroup(group, "SIGKILL");
  await exited;
}

async function goneWithin(group: number, exited: Promise<unknown>, grace: number): Promise<boolean> {
  const deadline = performance.now() + grace;
  const exit = new AbortController();
  await Promise.race([exited, delay(grace, undefined, { signal: exit.signal })]);
  exit.abort();
  // Orphans of an ended process send no event: they have to be looked for.
  for (let pause = 5; groupAlive(group); pause = Math.min(pause * 2, 100)) {
    if (performance.now() >= deadline) return false;
    await delay(pause);
  }
  return true;
}
