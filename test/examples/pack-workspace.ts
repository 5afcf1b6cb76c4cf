import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { environment } from "./run-program.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");

/** Packs packages of the workspace as they are published; gives the tarballs, in their order. */
export async function packWorkspace(folder: string, packages: readonly string[]): Promise<string[]> {
  const tarballs: string[] = [];
  for (const path of packages) {
    const packed = join(folder, `${path.replaceAll("/", "-")}.tgz`);
    await run("pnpm", ["pack", "--out", packed], { cwd: join(root, path), env: environment });
    tarballs.push(packed);
  }
  return tarballs;
}
