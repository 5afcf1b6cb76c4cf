import { spawnSync } from "node:child_process";
import { currentHolder, type LeaseHolder, type RunStart } from "@airdock/core";

/** What a case says of a run that starts; everything has a default. */
export async function runStart(start: Partial<RunStart> = {}): Promise<RunStart> {
  return {
    connection: "shop",
    connector: "npm:source-shop",
    connectorVersion: "1.0.0",
    configHash: "config-1",
    acceptChange: false,
    holder: await currentHolder(),
    ...start,
  };
}

/** A process of this host that has ended: whatever it held can be taken over at once. */
export async function deadHolder(): Promise<LeaseHolder> {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  return { ...(await currentHolder()), pid, processStart: "0" };
}

/** A process on another host: it lives, as far as anybody here can tell. */
export function distantHolder(): LeaseHolder {
  return {
    host: "another-host.example",
    bootId: "another-boot",
    pidNamespace: "another-namespace",
    pid: 1,
    processStart: "1",
  };
}
