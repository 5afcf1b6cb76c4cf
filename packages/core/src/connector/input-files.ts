import { rmSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onExit } from "signal-exit";
import { AirdockError } from "../error/airdock-error.ts";
import type { InputName } from "./command-line.ts";
import { isAbandoned, ownerPrefix } from "./owner-prefix.ts";

/** The argument files of one connector process, in a folder of their own. */
export interface InputFiles {
  readonly folder: string;
  /** Absolute paths, in the order of the texts. */
  readonly paths: ReadonlyMap<InputName, string>;
  /** Removes the folder with all that is in it, also what the connector wrote there. Can be called again. */
  remove(): Promise<void>;
}

/** How argument files are written. */
export interface InputFileOptions {
  /**
   * For a connector that sees nothing of this machine but the folder, as somebody else: the files stand open in a folder
   * inside the private one, which nobody else on this machine can enter. Default false.
   */
  readonly isolated?: boolean;
}

/**
 * Writes argument files which only the owner can read (0700, 0600). The connector may write to them: some migrate their
 * config in place. They are also removed when this process exits or is ended by a signal; what a killed process left
 * behind is removed here, by the next one. Rejects with DISK_UNWRITABLE.
 */
export async function createInputFiles(
  texts: ReadonlyMap<InputName, string>,
  { isolated = false }: InputFileOptions = {},
): Promise<InputFiles> {
  const parent = tmpdir();
  await removeAbandoned(parent);
  const home = await mkdtemp(join(parent, ownerPrefix())).catch(rejectUnwritable);
  const forget = onExit(() => rmSync(home, { recursive: true, force: true }));
  const paths = new Map<InputName, string>();
  const remove = async (): Promise<void> => {
    await rm(home, { recursive: true, force: true, maxRetries: 3 }).catch(async () => {
      // What another user made in it cannot be removed by us; what we wrote can.
      for (const path of paths.values()) await rm(path, { force: true });
    });
    forget();
  };
  try {
    const folder = isolated ? join(home, "open") : home;
    if (isolated) await mkdir(folder);
    if (isolated) await chmod(folder, 0o777);
    for (const [name, text] of texts) {
      const path = join(folder, `${name}.json`);
      paths.set(name, path);
      await writeFile(path, text, { mode: 0o600, flag: "wx" });
      if (isolated) await chmod(path, 0o666);
    }
    return { folder, paths, remove };
  } catch (error) {
    await remove();
    return rejectUnwritable(error);
  }
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
  return entries.filter(isAbandoned);
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
