import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import { processAlive, processRealm, processStart } from "../../async/process-start.ts";

/** How long a lock of another machine (on a shared disk) is believed, in milliseconds: an install takes minutes. */
const foreignLockAge = 30 * 60_000;
const pause = 200;

/** How one waits for a lock. */
export interface LockOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called once when somebody else holds the lock. */
  readonly onWait?: (() => void) | undefined;
}

/**
 * Does something while no other process does it. The lock of a process that died is taken over. It saves work and does not
 * have to be perfect: an install is published by one rename, whoever comes second finds it done.
 */
export async function withInstallLock<Result>(
  path: string,
  options: LockOptions,
  action: () => Promise<Result>,
): Promise<Result> {
  for (let waits = 0; !(await tryLock(path)); waits++) {
    if (waits === 0) options.onWait?.();
    if (await isStale(path)) await breakLock(path);
    else await delay(pause, undefined, { signal: options.signal });
  }
  try {
    return await action();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    await using file = await open(path, "wx");
    await file.writeFile(`${processRealm()} ${process.pid} ${processStart(process.pid) ?? 0}`);
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EEXIST" && code !== "ENOENT") throw error;
    // Whoever held the lock may have taken the folder with it, when nothing was left in it.
    if (code === "ENOENT") await mkdir(dirname(path), { recursive: true });
    return false;
  }
}

async function isStale(path: string): Promise<boolean> {
  const [text, found] = await Promise.all([
    readFile(path, "utf8").catch(() => undefined),
    stat(path).catch(() => undefined),
  ]);
  if (text === undefined || found === undefined) return false;
  const [realm, pid, start] = text.split(" ");
  if (realm === processRealm() && start !== undefined)
    return !processAlive(Number(pid), start === "0" ? undefined : start);
  return Date.now() - found.mtimeMs > foreignLockAge;
}

/** Only one of several can move the file away. */
async function breakLock(path: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => {});
  await rm(aside, { force: true });
}
