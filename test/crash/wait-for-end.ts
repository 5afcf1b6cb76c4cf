import { currentHolder, isHolderGone } from "@airdock/core";
import { vi } from "vitest";

/** Waits until a process has ended that is no child of this one, so that nothing tells. Throws after 20 seconds. */
export async function waitForEnd(pid: number): Promise<void> {
  const { processStart: _, ...here } = await currentHolder();
  await vi.waitUntil(async () => await isHolderGone({ ...here, pid }), { timeout: 20_000, interval: 20 });
}
