import { rmSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onExit } from "signal-exit";
import { processAlive, processRealm, processStart } from "../async/process-start.ts";
import { AirdockError } from "../error/airdock-error.ts";
import type { InputName } from "./command-line.ts";

/** The argument files of one connector process, in a folder of their own. */
export interface InputFiles {
  readonly folder: string;
  /** Absolute paths, in the order of the texts. */
  readonly paths: ReadonlyMap<InputName, string>;
  /** Removes the folder with all that is in it, also what the connector wrote there. Can be called again. */
  remove(): Promise<void>;
}

/**
 * Writes argument files which only the owner can read (0700, 0600). The connector may write to them: some migrate their
 * config in place. They are also removed when this process exits or is ended by a signal; what a killed process left
 * behind is removed here, by the next one. Rejects with DISK_UNWRITABLE.
 */
export async function createInputFiles(texts: ReadonlyMap<InputName, string>): Promise<InputFiles> {
  const parent = tmpdir();
  await removeAbandoned(parent);
  const folder = await mkdtemp(join(parent, ownFolderPrefix())).catch(rejectUnwritable);
  const forget = onExit(() => rmSync(folder, { recursive: true, force: true }));
  const remove = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    forget();
  };
  try {
    const paths = new Map<InputName, string>();
    for (const [name, text] of texts) {
      const path = join(folder, `${name}.json`);
      await writeFile(path, text, { mode: 0o600, flag: "wx" });
      paths.set(name, path);
    }
    return { folder, paths, remove };
  } catch (error) {
    await remove();
    return rejectUnwritable(error);
  }
}

const folderPattern = /^airdock-([0-9a-f]{8})-(\d+)-(\d+)-/;

/** The name says whose the folder is: where process ids mean something, the process, and when it started. */
function ownFolderPrefix(): string {
  return `airdock-${processRealm()}-${process.pid}-${processStart(process.pid) ?? 0}-`;
}

let removedAbandoned: Promise<void> | undefined;

/** Once per process is enough: folders whose owner died by kill -9 or a power cut. */
function removeAbandoned(parent: string): Promise<void> {
  removedAbandoned ??= findAbandoned(parent).then(async (folders) => {
    for (const folder of folders) await rm(join(parent, folder), { recursive: true, force: true }).catch(ignore);
  });
  return removedAbandoned;
}

async function findAbandoned(parent: string): Promise<string[]> {
  const entries = await readdir(parent).catch((): string[] => []);
  return entries.filter((entry) => {
    const [, realm, pid, start] = folderPattern.exec(entry) ?? [];
    return realm === processRealm() && !processAlive(Number(pid), start === "0" ? undefined : start);
  });
}

/** Another user's folder cannot be removed by us; their next start will. */
function ignore(): void {}

function rejectUnwritable(cause: unknown): never {
  throw new AirdockError("The connector's argument files could not be written.", {
    code: "DISK_UNWRITABLE",
    cause,
    hint: `Make room, or let the environment variable TMPDIR name a folder that can be written to (now: ${tmpdir()}).`,
  });
}
