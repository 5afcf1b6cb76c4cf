import { mkdir, rmdir } from "node:fs/promises";
import { InstallError } from "../../error/install-error.ts";
import type { PrepareOptions } from "../connector-runner.ts";
import { withInstallLock } from "./install-lock.ts";
import type { InstallDocument, InstallStore, StoredInstall } from "./install-store.ts";
import { refuseOffline } from "./refuse-offline.ts";

/** What an install has put into its folder, and the name it is to be kept under. */
export interface FilledInstall {
  readonly name: string;
  readonly document: InstallDocument;
}

/** Fills a folder. */
export type Install = (folder: string) => Promise<FilledInstall>;

/** What is installed, for people. */
export interface InstallSubject {
  readonly name: string;
  /** What a command line calls it. */
  readonly reference: string;
}

/**
 * The install a store's request means, made now if it is not there: by one process at a time, in a folder of its own that
 * appears whole or not at all. A failed or aborted install leaves nothing behind. Rejects with OFFLINE before anything is fetched.
 */
export async function installOnce(
  store: InstallStore,
  { name, reference }: InstallSubject,
  options: PrepareOptions,
  install: Install,
): Promise<StoredInstall> {
  const { signal, onProgress, upgrade = false, pin } = options;
  const found = upgrade ? undefined : await store.find();
  if (found !== undefined) return found;
  const what = upgrade ? `What is newest of ${name} is not known here` : `${name} is not installed here`;
  const flags = upgrade ? "--upgrade " : "";
  refuseOffline(
    { what, command: `airdock install ${pin === undefined ? `${flags}${reference}` : "--frozen"}` },
    options,
  );
  await mkdir(store.folder, { recursive: true }).catch(rejectUnwritable);
  const onWait = (): void => onProgress?.(`waiting for another process that installs ${name}`);
  try {
    return await withInstallLock(
      store.lockPath,
      { signal, onWait },
      async () => (upgrade ? undefined : await store.find()) ?? (await installInto(store, install)),
    );
  } finally {
    // What holds nothing is not left behind either; a folder with something in it stays.
    await rmdir(store.folder).catch(() => {});
  }
}

async function installInto(store: InstallStore, install: Install): Promise<StoredInstall> {
  const folder = await store.begin();
  try {
    const { name, document } = await install(folder);
    return await store.publish(folder, name, document);
  } finally {
    // Not only its own: an installer whose Airdock was killed may have gone on writing a while.
    await store.removeUnfinished();
  }
}

function rejectUnwritable(cause: unknown): never {
  throw new InstallError("The folder for installed connectors cannot be written.", {
    code: "INSTALL_FAILED",
    cause,
    hint: "Let the environment variable AIRDOCK_HOME name a folder that can.",
  });
}
