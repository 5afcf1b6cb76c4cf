import { InstallError } from "../../error/install-error.ts";
import { chooseRunner } from "../choose-runner.ts";
import type { ConnectorPin } from "../connector-pin.ts";
import type { PrepareOptions } from "../connector-runner.ts";
import { defaultRunners } from "../default-runners.ts";
import { parseSourceReference } from "../parse-source-reference.ts";
import type { SourceOptions } from "../source-options.ts";
import type { SourceReference } from "../source-reference.ts";
import { changeConnectorLock, lockKey, readConnectorLock } from "./connector-lock.ts";

/** How `installSource` works. */
export interface InstallSourceOptions
  extends
    Pick<SourceOptions, "runners" | "catalogue">,
    Pick<PrepareOptions, "signal" | "onProgress" | "upgrade" | "allowScripts"> {
  /** The folder of `airdock.lock`. Default: the working directory. */
  readonly projectFolder?: string | undefined;
  /** True: exactly what the lock says; it is not written. Default false. */
  readonly frozen?: boolean | undefined;
}

/** A connector that is installed. */
export interface InstallReport {
  /** As it stands in the lock. */
  readonly reference: string;
  /** The reference that is really run. */
  readonly runs: string;
  readonly version?: string | undefined;
  /** True when it is pinned by `airdock.lock`; a program of this machine cannot be. */
  readonly locked: boolean;
}

/**
 * Installs a connector ahead of time and pins it in `airdock.lock`; one that is pinned already is installed as it is pinned,
 * unless `upgrade` asks for what is newest. Rejects as `ConnectorRunner.prepare` does, and with LOCK_INVALID.
 */
export async function installSource(reference: string, options: InstallSourceOptions = {}): Promise<InstallReport> {
  const { projectFolder = process.cwd(), frozen = false, upgrade = false, allowScripts, signal, onProgress } = options;
  const parsed = parseSourceReference(reference);
  const key = lockKey(parsed);
  const kept = (await readConnectorLock(projectFolder))[key];
  if (frozen && kept === undefined && canBePinned(parsed)) throw notLocked(key);
  const offline = options.catalogue?.offline;
  const pin = upgrade && !frozen ? undefined : kept;
  const runner = chooseRunner(parsed, defaultRunners(options.runners, options.catalogue));
  const call = { signal, onProgress, offline, allowScripts };
  const prepared = await runner.prepare(parsed, { ...call, upgrade: upgrade && !frozen, pin });
  const found = pin ?? (frozen ? undefined : await prepared.pin?.({ signal, onProgress, offline }));
  if (found !== undefined && found !== kept) await changeConnectorLock(projectFolder, key, found, signal);
  return { reference: key, runs: found?.runs ?? key, version: prepared.version, locked: found !== undefined };
}

/** Removes what was installed for a reference, and its entry in `airdock.lock`. Says which folders and images are gone. */
export async function uninstallSource(
  reference: string,
  options: Omit<InstallSourceOptions, "frozen" | "upgrade"> = {},
): Promise<readonly string[]> {
  const { projectFolder = process.cwd(), signal, onProgress } = options;
  const parsed = parseSourceReference(reference);
  const key = lockKey(parsed);
  const pin: ConnectorPin | undefined = (await readConnectorLock(projectFolder))[key];
  const runner = chooseRunner(parsed, defaultRunners(options.runners, options.catalogue));
  const removed =
    (await runner.remove?.(parsed, { signal, onProgress, offline: options.catalogue?.offline, pin })) ?? [];
  if (pin !== undefined) await changeConnectorLock(projectFolder, key, undefined, signal);
  return removed;
}

/** What is a program or a file of this machine is there as it is: no lock says more of it. */
function canBePinned(reference: SourceReference): boolean {
  if (reference.scheme === "manifest") return /^https?:/i.test(reference.path);
  return reference.scheme !== "path" && reference.scheme !== "sample";
}

function notLocked(key: string): InstallError {
  return new InstallError(`airdock.lock has no entry for ${key}.`, {
    code: "LOCK_INVALID",
    hint: `Write one where changes are meant, and commit it: airdock install ${key}`,
    data: { reference: key },
  });
}
