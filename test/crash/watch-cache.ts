import type { Cache, CacheRun } from "@airdock/core";

/** Who is told when a call of a cache has begun, and when it has ended. */
export interface CacheWatcher {
  readonly onFinalize: (isBegun: boolean) => void;
  readonly onStage: (isBegun: boolean) => void;
}

/** Tells a watcher of the calls of a cache; the cache itself does what it always does. */
export function watchCache(cache: Cache, watcher: CacheWatcher): void {
  const startRun = cache.startRun.bind(cache);
  cache.startRun = async (...wish) => {
    const run = await startRun(...wish);
    watchRun(run, watcher);
    return run;
  };
}

function watchRun(run: CacheRun, { onFinalize, onStage }: CacheWatcher): void {
  const finalize = run.finalize.bind(run);
  const begin = run.begin.bind(run);
  run.finalize = async (...part) => {
    onFinalize(true);
    const report = await finalize(...part);
    onFinalize(false);
    return report;
  };
  run.begin = async (...plan) => {
    const begun = await begin(...plan);
    for (const writer of begun.writers) {
      const stage = writer.stage.bind(writer);
      writer.stage = async (...batch) => {
        const staged = stage(...batch);
        onStage(true);
        await staged;
        onStage(false);
      };
    }
    return begun;
  };
}
