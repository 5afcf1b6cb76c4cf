import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import { promisify } from "node:util";

/**
 * Who holds a lease: enough to tell, on the same host, whether that process still lives. `processStart` distinguishes a
 * process from a later one with the same id; `bootId` and `pidNamespace` are absent where the system has none.
 */
export interface LeaseHolder {
  readonly host: string;
  readonly bootId?: string;
  readonly pidNamespace?: string;
  readonly pid: number;
  readonly processStart?: string;
}

/** This process, as the holder of a lease. */
export async function currentHolder(): Promise<LeaseHolder> {
  const [bootId, pidNamespace, start] = await Promise.all([
    readBootId(),
    readPidNamespace(),
    readProcessStart(process.pid),
  ]);
  return {
    host: hostname(),
    ...(bootId === undefined ? {} : { bootId }),
    ...(pidNamespace === undefined ? {} : { pidNamespace }),
    pid: process.pid,
    ...(start === undefined ? {} : { processStart: start }),
  };
}

/**
 * True only when it is certain that the holder's process has ended: it ran in this boot of this host and in this pid
 * namespace, and no process of its id is there, or one that started at another time.
 */
export async function isHolderGone(holder: LeaseHolder): Promise<boolean> {
  const [bootId, pidNamespace] = await Promise.all([readBootId(), readPidNamespace()]);
  const isOurs = holder.host === hostname() && bootId !== undefined && holder.bootId === bootId;
  if (!isOurs || holder.pidNamespace !== pidNamespace) return false;
  if (!isThere(holder.pid)) return true;
  const start = await readProcessStart(holder.pid);
  return start === ended || (start !== undefined && holder.processStart !== undefined && start !== holder.processStart);
}

const ended = "ended";
const isMac = process.platform === "darwin";

/** Tells one boot of a machine from every other. */
async function readBootId(): Promise<string | undefined> {
  return isMac ? await ask("sysctl", "-n", "kern.bootsessionuuid") : await readText("/proc/sys/kernel/random/boot_id");
}

/** Process ids mean something only inside one namespace. */
async function readPidNamespace(): Promise<string | undefined> {
  return await readlink("/proc/self/ns/pid").catch(() => undefined);
}

/** Clock ticks since boot on Linux, a date on macOS. A process that has ended and only waits to be fetched has none. */
async function readProcessStart(pid: number): Promise<string | undefined> {
  if (isMac) return await ask("ps", "-o", "lstart=", "-p", String(pid));
  const stat = await readText(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields?.[0] === "Z" ? ended : fields?.[19];
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function readText(path: string): Promise<string | undefined> {
  const text = await readFile(path, "latin1").catch(() => "");
  return text.trim() || undefined;
}

async function ask(command: string, ...args: readonly string[]): Promise<string | undefined> {
  const answer = await promisify(execFile)(command, [...args], {
    env: { LC_ALL: "C", PATH: "/usr/sbin:/sbin:/usr/bin:/bin" },
  }).catch(() => undefined);
  return answer?.stdout.trim() || undefined;
}
