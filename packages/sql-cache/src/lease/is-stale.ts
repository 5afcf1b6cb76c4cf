import { isHolderGone, type LeaseHolder } from "@airdock/core";

/** Milliseconds without a heartbeat after which any holder counts as dead. */
export const defaultStaleAfter = 60_000;

/** True when a lease's holder is dead, as far as one can tell: its process is gone, or its heartbeat stopped long ago. */
export async function isStale(
  holder: LeaseHolder,
  age: number,
  staleAfter: number = defaultStaleAfter,
): Promise<boolean> {
  return age > staleAfter || (await isHolderGone(holder));
}
