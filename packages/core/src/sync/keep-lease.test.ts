import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CacheRun } from "../cache/cache.ts";
import { AirdockError } from "../error/airdock-error.ts";
import { keepLease } from "./keep-lease.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a lease is renewed again and again, one heartbeat at a time, until the end", async () => {
  const beats: PromiseWithResolvers<void>[] = [];
  const lease = keepLease(
    beating(() => (beats.push(Promise.withResolvers()), beats.at(-1)?.promise)),
    quiet,
  );
  await vi.advanceTimersByTimeAsync(3_500);
  expect(beats).toHaveLength(1);
  beats[0]?.resolve();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(beats).toHaveLength(2);
  beats[1]?.resolve();
  await lease[Symbol.asyncDispose]();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(beats).toHaveLength(2);
});

test("a lease that is lost is told as such, other troubles as troubles", async () => {
  const told: string[] = [];
  const faults = [new Error("hiccup"), new AirdockError("gone", { code: "LEASE_LOST" })];
  const run = beating(() => Promise.reject(faults.shift()));
  const lease = keepLease(run, {
    every: 1_000,
    onLost: () => told.push("lost"),
    onTrouble: () => told.push("trouble"),
  });
  await vi.advanceTimersByTimeAsync(2_000);
  await lease[Symbol.asyncDispose]();
  expect(told).toEqual(["trouble", "lost"]);
});

const quiet = { every: 1_000, onLost: () => {}, onTrouble: () => {} };

function beating(beat: () => Promise<void> | undefined): Pick<CacheRun, "renew"> {
  return { renew: async () => await beat() };
}
