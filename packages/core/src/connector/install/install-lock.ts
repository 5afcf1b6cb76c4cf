import { createHash, randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { processAlive, processRealm, processStart } from "../../async/process-start.ts";

/** A holder elsewhere (in another container, on a shared disk) is believed while it touches its lock at least this often, in milliseconds. */
const foreignPatience = 60_000;
const touchEvery = 10_000;
const pause = 50;

/** How one waits for a lock. */
export interface LockOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called once when somebody else holds the lock. */
  readonly onWait?: (() => void) | undefined;
}

/** Does something while no other process does it. The lock of a process that died is taken over at once. */
export async function withInstallLock<Result>(
  path: string,
  options: LockOptions,
  action: () => Promise<Result>,
): Promise<Result> {
  const watch = new HolderWatch();
  for (let waits = 0; !(await tryLock(path)); waits++) {
    options.signal?.throwIfAborted();
    const stale = await watch.findStale(path);
    if (stale !== undefined) {
      await breakLock(path, stale, options);
      continue;
    }
    if (waits === 0) options.onWait?.();
    await delay(pause, undefined, { signal: options.signal }).catch(() => options.signal?.throwIfAborted());
  }
  const heartbeat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), touchEvery);
  try {
    return await action();
  } finally {
    clearInterval(heartbeat);
    await rm(path, { force: true });
  }
}

/** The lock appears together with who holds it: a link to a file that is already written. */
async function tryLock(path: string): Promise<boolean> {
  const beside = `${path}.${randomUUID()}`;
  try {
    await writeFile(beside, `${processRealm()} ${process.pid} ${processStart(process.pid) ?? 0} ${randomUUID()}`);
    await link(beside, path);
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST") return false;
    if (code !== "ENOENT") throw error;
    // Whoever held the lock may have taken the folder with it, when nothing was left in it.
    await mkdir(dirname(path), { recursive: true });
    return tryLock(path);
  } finally {
    await rm(beside, { force: true });
  }
}

/** What was seen of a lock's holder, and since when. */
class HolderWatch {
  #seen = "";
  #since = 0;

  /** The lock's text when its holder is gone: a process of this machine that no longer runs, or one elsewhere that is silent. */
  async findStale(path: string): Promise<string | undefined> {
    const [text, found] = await Promise.all([
      readFile(path, "utf8").catch(() => undefined),
      stat(path).catch(() => undefined),
    ]);
    if (text === undefined || found === undefined) return undefined;
    const [realm, pid, start] = text.split(" ");
    if (realm === processRealm())
      return processAlive(Number(pid), start === "0" ? undefined : start) ? undefined : text;
    // Not by the time on the file: the clock of a shared disk may be another one.
    const sign = `${text} ${found.mtimeMs}`;
    if (sign !== this.#seen) [this.#seen, this.#since] = [sign, performance.now()];
    return performance.now() - this.#since > foreignPatience ? text : undefined;
  }
}

/**
 * Takes a stale lock away. Only one of several may, or the second would take the lock of whoever came next: so that is done
 * under a lock of its own, named for the stale holder, and only while it still is that holder's.
 */
function breakLock(path: string, stale: string, { signal }: LockOptions): Promise<void> {
  const holder = createHash("sha256").update(stale).digest("hex").slice(0, 12);
  return withInstallLock(`${path}.${holder}`, { signal }, async () => {
    if ((await readFile(path, "utf8").catch(() => undefined)) === stale) await rm(path, { force: true });
  });
}
