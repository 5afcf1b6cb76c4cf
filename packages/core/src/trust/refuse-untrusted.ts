import { basename, dirname, relative, isAbsolute } from "node:path";
import { ConfigError } from "../error/config-error.ts";
import { processUser } from "./file-owner.ts";
import { findStranger } from "./find-stranger.ts";
import { readOwners } from "./read-owners.ts";
import { trustedFolders, trustListPath } from "./trusted-folders.ts";

/** Where a trusted list and the caller of sudo are looked for. */
export interface TrustOptions {
  /** Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Rejects with CONFIG_UNTRUSTED where somebody else than the user and root could have written a file that decides what is run: it, or a folder on the
 * way to it, belongs to another user or may be written by everybody. Under sudo the user who called it counts as well. A folder the user trusts is
 * taken as it is.
 */
export async function refuseUntrusted(path: string, { env = process.env }: TrustOptions = {}): Promise<void> {
  const stranger = findStranger(await readOwners(path), processUser(env));
  if (stranger === undefined) return;
  if ((await trustedFolders(env)).some((folder) => holds(folder, path))) return;
  const what = stranger.path === path ? path : `${path} is in a folder that is not yours alone: ${stranger.path}`;
  throw new ConfigError(`${what} ${stranger.reason}, so that it is not used.`, {
    code: "CONFIG_UNTRUSTED",
    hint: `It decides what is run here. If you trust it: AIRDOCK_TRUST=${dirname(path)}, a line with that folder in ${trustListPath(env)}${basename(path).startsWith("airdock.config.") ? `, or --project ${path}` : ""}.`,
    data: { path, part: stranger.path },
  });
}

function holds(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && !way.startsWith("..") && !isAbsolute(way);
}
