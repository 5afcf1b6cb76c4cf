import { readdirSync, readFileSync } from "node:fs";

/** Sends a signal to a process group: a connector and all it started. Says whether anybody was there to get it. */
export function signalGroup(group: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(process.platform === "win32" ? group : -group, signal);
  } catch {
    return false;
  }
}

/**
 * True while a process of the group runs. Processes that ended and that nobody took note of do not count: where the
 * first process of a container does not reap its orphans, they stay for ever.
 */
export function groupAlive(group: number): boolean {
  try {
    process.kill(process.platform === "win32" ? group : -group, 0);
  } catch {
    return false;
  }
  return process.platform !== "linux" || listProcesses().some((pid) => isRunningMember(pid, group));
}

function listProcesses(): string[] {
  return readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
}

function isRunningMember(pid: string, group: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const [state, , processGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(processGroup) === group && state !== "Z" && state !== "X";
  } catch {
    return false;
  }
}
