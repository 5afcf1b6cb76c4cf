import { processAlive, processRealm, processStart } from "../async/process-start.ts";

const pattern = /^airdock-([0-9a-f]{8})-(\d+)-(\d+)-/;

/**
 * The beginning of names for what belongs to this process, folders and containers: where process ids mean something, the
 * process, and when it started. So whoever comes later can tell what a killed process left behind.
 */
export function ownerPrefix(): string {
  return `airdock-${processRealm()}-${process.pid}-${processStart(process.pid) ?? 0}-`;
}

/** True for the name of something whose owner was a process of this machine that no longer runs. */
export function isAbandoned(name: string): boolean {
  const [, realm, pid, start] = pattern.exec(name) ?? [];
  return realm === processRealm() && !processAlive(Number(pid), start === "0" ? undefined : start);
}
