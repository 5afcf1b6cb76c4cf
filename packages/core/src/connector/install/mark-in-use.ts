import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { processAlive, processRealm, processStart } from "../../async/process-start.ts";

/** Milliseconds for which the mark of a process elsewhere (in another container, on a shared disk) is believed. */
const foreignPatience = 24 * 60 * 60_000;

/** Notes in an installed connector's folder that this process runs it, until what is given back is called. Where nothing can be written nothing is noted. */
export async function markInUse(folder: string): Promise<() => Promise<void>> {
  const path = join(marksOf(folder), randomUUID());
  try {
    await mkdir(marksOf(folder), { recursive: true });
    for (const mark of await listMarks(folder)) if (mark.holder === undefined) await rm(mark.path, { force: true });
    await writeFile(path, `${processRealm()} ${process.pid} ${processStart(process.pid) ?? 0}`);
  } catch {
    // An install that somebody else owns is theirs to remove.
  }
  return () => rm(path, { force: true }).catch(() => {});
}

/** The id of a process that runs the connector of this folder; undefined when none does. */
export async function findUser(folder: string): Promise<number | undefined> {
  return (await listMarks(folder)).find(({ holder }) => holder !== undefined)?.holder;
}

interface Mark {
  readonly path: string;
  /** Undefined when that process is gone. */
  readonly holder: number | undefined;
}

async function listMarks(folder: string): Promise<Mark[]> {
  const names = await readdir(marksOf(folder)).catch((): string[] => []);
  return Promise.all(
    names.map(async (name) => {
      const path = join(marksOf(folder), name);
      return { path, holder: await readHolder(path) };
    }),
  );
}

async function readHolder(path: string): Promise<number | undefined> {
  try {
    const [[realm, pid, start], { mtimeMs }] = [(await readFile(path, "utf8")).split(" "), await stat(path)];
    const isThere =
      realm === processRealm()
        ? processAlive(Number(pid), start === "0" ? undefined : start)
        : Date.now() - mtimeMs < foreignPatience;
    return isThere ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

function marksOf(folder: string): string {
  return join(folder, ".in-use");
}
