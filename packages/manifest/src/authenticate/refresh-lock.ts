import type { Engine } from "../stream/engine.ts";

const queues = new WeakMap<Engine, Promise<unknown>>();

/** Runs `action` when no other refresh of the same run is under way: a refresh token that may be used once must not be used twice. */
export function withRefreshLock<Value>(engine: Engine, action: () => Promise<Value>): Promise<Value> {
  const before = queues.get(engine) ?? Promise.resolve();
  const result = before.then(action, action);
  queues.set(engine, result);
  return result;
}
