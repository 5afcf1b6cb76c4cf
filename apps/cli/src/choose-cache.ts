import type { Cache } from "@airdock/core";
import { defaultCacheUrl } from "./default-cache-url.ts";
import { loadCache } from "./load-cache.ts";
import type { Project } from "./open-project.ts";
import type { Terminal } from "./terminal.ts";

/** Which cache a command works with. */
export interface CacheChoice {
  /** The URL the user gave on the command line; undefined when it is the project's cache. */
  readonly named?: string;
  load(): Promise<Cache>;
}

/**
 * The cache a URL of the command line names, else the one of the config file, else the default file. A path is relative to where it was
 * written: the working directory, or the project's folder.
 */
export function chooseCache(url: string | undefined, project: Project, terminal: Terminal): CacheChoice {
  const lookUp = { env: project.env, projectFolder: project.folder };
  if (url !== undefined) {
    if (hasPassword(url)) warnOfPassword(terminal);
    return { named: url, load: () => loadCache(url, { ...lookUp, folder: terminal.cwd }) };
  }
  return {
    load: async () => {
      const cache = project.config?.cache ?? defaultCacheUrl;
      return typeof cache === "string" ? loadCache(cache, { ...lookUp, folder: project.folder }) : cache;
    },
  };
}

function hasPassword(url: string): boolean {
  return /:\/\/[^/@:]*:[^/@]+@/.test(url);
}

function warnOfPassword(terminal: Terminal): void {
  const advice = "Other users of this machine can read a password on the command line; env:DATABASE_URL hides it.";
  terminal.err(`${terminal.style("yellow", "!")} ${advice}`);
}
