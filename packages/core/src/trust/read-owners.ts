import { lstat, readlink } from "node:fs/promises";
import { dirname, isAbsolute, resolve } from "node:path";
import type { FileOwner } from "./file-owner.ts";

const maxLinks = 40;

/**
 * The owners of a file and of the folders on the way to it, the root first; where a part is a link, also of what it leads to, with the way there. What
 * is not there is left out.
 */
export async function readOwners(path: string): Promise<FileOwner[]> {
  return read(resolve(path), 0);
}

async function read(path: string, links: number): Promise<FileOwner[]> {
  const above = dirname(path);
  const before = above === path ? [] : await read(above, links);
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return before;
  if (!found.isSymbolicLink()) return [...before, { path, uid: found.uid, mode: found.mode & 0o7777 }];
  // The mode of a link says nothing; whoever owns it chooses where it leads.
  const own = { path, uid: found.uid, mode: 0o755 };
  if (links >= maxLinks) return [...before, own];
  const target = await readlink(path);
  const led = await read(isAbsolute(target) ? target : resolve(above, target), links + 1);
  return [...before, own, ...led];
}
