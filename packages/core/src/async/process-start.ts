import { readFileSync, readlinkSync } from "node:fs";
import { createHash } from "node:crypto";
import { hostname } from "node:os";

/**
 * What tells a process from a later one with the same id: its start time in clock ticks since boot. Undefined when the
 * process does not exist, or (outside Linux) when the system does not say.
 */
export function processStart(pid: number): string | undefined {
  return readStat(pid)?.[19];
}

/**
 * True when a process of this id, started at that time, is there; without a time, when any process of this id is. One that
 * ended, and that its parent took no note of, is not.
 */
export function processAlive(pid: number, start?: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  const stat = readStat(pid);
  if (stat === undefined) return true;
  return stat[0] !== "Z" && (start === undefined || stat[19] === start);
}

/** The fields of `/proc/<pid>/stat` from the state on, where the system has such a file. */
function readStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

/** A short name for the place in which process ids mean something: this host, and its pid namespace where there are such. */
export function processRealm(): string {
  let namespace = "";
  try {
    namespace = readlinkSync("/proc/self/ns/pid");
  } catch {
    // Only Linux has namespaces.
  }
  return createHash("sha256").update(`${hostname()} ${namespace}`).digest("hex").slice(0, 8);
}
