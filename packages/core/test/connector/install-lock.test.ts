import { readdir, readFile, writeFile } from "node:fs/promises";
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

test("the lock of a process that died is taken over by one of many, at once", async () => {
  const folder = await temporaryFolder();
  const path = join(folder, "install.lock");
  const stale = `${processRealm()} ${await endedProcess()} 1 x`;
  for (let round = 0; round < 8; round++) {
    await writeFile(path, stale);
    let inside = 0;
    const counts = await Promise.all(
      Array.from({ length: 6 }, () =>
        withInstallLock(path, {}, async () => {
          const count = ++inside;
          await readFile(path, "utf8");
          inside--;
          return count;
        }),
      ),
    );
    expect(counts).toEqual(Array.from({ length: 6 }, () => 1));
    expect(await readdir(folder)).toEqual([]);
  }
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
