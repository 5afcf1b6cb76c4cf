import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Where Airdock keeps what can be fetched again: `AIRDOCK_HOME`, else `airdock` in the user's cache folder (`XDG_CACHE_HOME`
 * or `~/.cache`; `~/Library/Caches`; `%LOCALAPPDATA%`).
 */
export function userCacheFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const own = environment["AIRDOCK_HOME"];
  if (own !== undefined && own !== "") return own;
  const xdg = environment["XDG_CACHE_HOME"];
  if (xdg !== undefined && xdg !== "") return join(xdg, "airdock");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "airdock");
  const local = environment["LOCALAPPDATA"];
  if (process.platform === "win32" && local !== undefined) return join(local, "airdock", "cache");
  return join(homedir(), ".cache", "airdock");
}
