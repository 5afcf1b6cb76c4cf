import type { Cache } from "@airdock/core";
import { defaultCacheUrl } from "./default-cache-url.ts";
import { findCachePackage, loadCache } from "./load-cache.ts";
import { offerCache } from "./offer-cache.ts";
import type { Project } from "./open-project.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Which cache a command works with. */
export interface CacheChoice {
  /** The URL the user gave on the command line; undefined when it is the project's cache. */
  readonly named?: string;
  /** The config file has a cache object: every `load` gives this one. */
  readonly isShared: boolean;
  /** Offers to install a package that is missing, where somebody can be asked and not offline; before anything is drawn live. */
  prepare(options: { readonly offline?: boolean }): Promise<void>;
  load(): Promise<Cache>;
}

/**
 * The cache a URL of the command line names, else the one of the config file, else the default file. A path is relative to where it was
 * written: the working directory, or the project's folder.
 */
export function chooseCache(url: string | undefined, project: Project, terminal: Terminal): CacheChoice {
  const place = {
    env: project.env,
    projectFolder: project.folder,
    folder: url === undefined ? project.folder : terminal.cwd,
  };
  const choose = (): string | Cache => url ?? project.config?.cache ?? defaultCacheUrl;
  return {
    ...(url === undefined ? {} : { named: url }),
    isShared: url === undefined && project.config?.hasCacheObject === true,
    prepare: async (options) => {
      const cache = choose();
      if (url !== undefined && hasPassword(url)) warnOfPassword(terminal);
      if (typeof cache === "string")
        await offerCache(async () => findCachePackage(cache, place), project.folder, terminal, options);
    },
    load: async () => {
      const cache = choose();
      return typeof cache === "string" ? loadCache(cache, place) : cache;
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
