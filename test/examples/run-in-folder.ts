import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";

/** Gives a folder of its own, from where the workspace's packages can be imported, to an example; it is gone afterwards. */
export async function runInFolder<Result>(example: (folder: string) => Promise<Result>): Promise<Result> {
  const parent = join(import.meta.dirname, ".airdock");
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, "example-"));
  try {
    return await example(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
