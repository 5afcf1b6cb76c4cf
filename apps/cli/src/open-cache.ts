import type { Cache } from "@airdock/core";
import { loadCache } from "./load-cache.ts";
import type { Terminal } from "./terminal.ts";

/** A wait that is longer than this is told of, in milliseconds. */
const LONG_WAIT = 2000;

/** The cache a URL names, open; says so when it has to be waited for, since another process may hold it. */
export async function openCache(
  url: string,
  terminal: Terminal,
  options: { readonly access: "read" | "write"; readonly signal: AbortSignal },
): Promise<Cache> {
  await using opened = new AsyncDisposableStack();
  const cache = opened.use(await loadCache(url, terminal));
  const tell = (): void =>
    terminal.err(terminal.style("dim", `waiting for ${cache.name}; another process may hold it`));
  const timer = setTimeout(tell, LONG_WAIT);
  try {
    await cache.open(options);
  } finally {
    clearTimeout(timer);
  }
  opened.move();
  return cache;
}
