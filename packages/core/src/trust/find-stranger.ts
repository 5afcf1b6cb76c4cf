import type { FileOwner, ProcessUser } from "./file-owner.ts";

/** Why a path is not trusted: which part of it, and what is wrong with that. */
export interface Stranger {
  readonly path: string;
  /** Ends a sentence that begins with the path: `belongs to user 1001`. */
  readonly reason: string;
}

const writableByAll = 0o002;
const sticky = 0o1000;

/**
 * The first part of a path (its folders from the root on, then itself) through which somebody else could have written it: one that another user owns,
 * other than root and whoever called sudo, or that everybody may write to. A folder with the sticky bit, such as /tmp, protects what is in it. Group-writable is
 * fine, as it is for git. Undefined where there is none, and where the system has no user numbers. Pure.
 */
export function findStranger(parts: readonly FileOwner[], { uid, sudoUid }: ProcessUser): Stranger | undefined {
  if (uid === undefined) return undefined;
  const trusted = new Set([0, uid, ...(uid === 0 && sudoUid !== undefined ? [sudoUid] : [])]);
  for (const { path, uid: owner, mode } of parts) {
    if (!trusted.has(owner)) return { path, reason: `belongs to user ${owner}` };
    if ((mode & writableByAll) !== 0 && (mode & sticky) === 0) return { path, reason: "may be written by everybody" };
  }
  return undefined;
}
