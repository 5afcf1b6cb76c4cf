import type { Cache } from "@airdock/core";
import { chooseCache } from "./choose-cache.ts";
import { openProject, type Project, type ProjectFlags } from "./open-project.ts";
import { readDuration } from "./read-duration.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** A wait that is longer than this is told of, in milliseconds. */
const LONG_WAIT = 2000;

/** The options of the commands that look into a cache. */
export interface LookFlags extends ProjectFlags {
  readonly from?: string;
  readonly wait?: string;
}

/** The project of a command that looks into a cache. Where the cache is named, nothing of a config file is needed, and none is run. */
export async function openLookedAt(flags: LookFlags, terminal: Terminal): Promise<Project> {
  const isNamed = flags.from !== undefined && !flags.from.startsWith("env:") && flags.project === undefined;
  return isNamed ? { folder: terminal.cwd, env: terminal.env } : openProject(flags, terminal);
}

/**
 * The cache of `--from`, or else of the project, open; says so when it has to be waited for, since another process may
 * hold it.
 */
export async function openCache(
  flags: LookFlags,
  terminal: Terminal,
  options: { readonly access: "read" | "write"; readonly signal: AbortSignal },
): Promise<Cache> {
  const choice = chooseCache(flags.from, await openLookedAt(flags, terminal), terminal);
  await choice.prepare({});
  await using opened = new AsyncDisposableStack();
  const cache = opened.use(await choice.load());
  const tell = (): void =>
    terminal.err(terminal.style("dim", `waiting for ${cache.name}; another process may hold it`));
  const timer = setTimeout(tell, LONG_WAIT);
  try {
    await cache.open({ ...options, waitMs: readDuration("--wait", flags.wait) });
  } finally {
    clearTimeout(timer);
  }
  opened.move();
  return cache;
}
