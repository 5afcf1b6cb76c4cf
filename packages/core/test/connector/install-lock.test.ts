import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { processRealm } from "../../src/async/process-start.ts";
import { withInstallLock } from "../../src/connector/install/install-lock.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("one at a time, whoever comes, and nothing is left", async () => {
  const folder = await temporaryFolder();
  const path = join(folder, "deep", "install.lock");
  let [inside, most] = [0, 0];
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside);
    await new Promise(setImmediate);
    inside--;
  };
  await Promise.all(Array.from({ length: 10 }, () => withInstallLock(path, {}, work)));
  expect(most).toBe(1);
  expect(await readdir(join(folder, "deep"))).toEqual([]);
});

/** A process that is gone, by its id. */
async function endedProcess(): Promise<number> {
  const child = execa(process.execPath, ["-e", ""]);
  await child;
  return child.pid ?? 0;
}

/** Lets others go first, so many times. */
async function yieldTurns(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
}

test("the lock of a process that died is taken over by one of many, at once", async () => {
  const folder = await temporaryFolder();
  const path = join(folder, "install.lock");
  const stale = `${processRealm()} ${await endedProcess()} 1 x`;
  let most = 0;
  for (let round = 0; round < 40; round++) {
    await writeFile(path, stale);
    let inside = 0;
    // Each round they come in other distances, so that one looks at the lock while another takes it over.
    const come = async (turns: number): Promise<void> => {
      await yieldTurns(turns);
      await withInstallLock(path, {}, async () => {
        most = Math.max(most, ++inside);
        await yieldTurns(40);
        inside--;
      });
    };
    await Promise.all([come(0), come(round), come(2 * round)]);
    expect(await readdir(folder)).toEqual([]);
  }
  expect(most).toBe(1);
});

test("waiting for a lock ends with the reason of the abort", async () => {
  const path = join(await temporaryFolder(), "install.lock");
  const controller = new AbortController();
  const reason = new Error("enough");
  await withInstallLock(path, {}, async () => {
    const onWait = (): void => controller.abort(reason);
    const waiting = withInstallLock(path, { signal: controller.signal, onWait }, async () => "never");
    await expect(waiting).rejects.toBe(reason);
  });
  expect(await withInstallLock(path, {}, async () => "free")).toBe("free");
});
