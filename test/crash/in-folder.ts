import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "vitest";

/** Tests that get an empty folder of their own, removed at their end. */
export const inFolder = test.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of what a fixture needs from its pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "airdock-crash-"));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});
