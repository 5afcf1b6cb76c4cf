import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FileQueue } from "../src/session/file-queue.ts";
import { openDuckdb } from "../src/session/open-duckdb.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-queue-test-"));
});

afterEach(() => rm(folder, { recursive: true }));

test("who came first is first, and who leaves makes room; one that is stopped is passed over", async () => {
  const [one, two, three] = [1, 2, 3].map(() => new FileQueue("/data.duckdb", folder)) as [
    FileQueue,
    FileQueue,
    FileQueue,
  ];
  expect(await one.isFirst()).toBe(true);
  await one.enter();
  await untilNextMillisecond();
  await two.enter();
  expect([await one.isFirst(), await two.isFirst(), await three.isFirst()]).toEqual([true, false, false]);
  expect(await new FileQueue("/other.duckdb", folder).isFirst()).toBe(true);
  const [ticket = ""] = (await readdir(folder, { recursive: true })).filter((name) => /\d{15}-/.test(name)).toSorted();
  await utimes(join(folder, ticket), new Date(0), new Date(0));
  expect(await two.isFirst()).toBe(true);
  await two[Symbol.asyncDispose]();
  expect(await three.isFirst()).toBe(true);
});

test("six processes get one file in turns", async () => {
  const [file, log] = [join(folder, "data.duckdb"), join(folder, "log")];
  const program = join(import.meta.dirname, "open-in-turns.ts");
  const turns = 4;
  const started = Array.from({ length: 6 }, () => spawn(process.execPath, [program, file, log, String(turns)]));
  // All begin together, however long a busy machine takes to start them.
  await Promise.all(started.map(({ stdout }) => once(stdout, "data")));
  const ended = Promise.all(started.map((child) => once(child, "exit")));
  for (const { stdin } of started) stdin.end("go\n");
  expect(await ended).toEqual(started.map(() => [0, null]));
  const pids = (await readFile(log, "utf8")).trim().split("\n");
  expect(pids).toHaveLength(6 * turns);
  // Each has had its first turn before anyone has had all of its own.
  const lastFirst = Math.max(...[...new Set(pids)].map((pid) => pids.indexOf(pid)));
  const firstDone = Math.min(...[...new Set(pids)].map((pid) => pids.lastIndexOf(pid)));
  expect(lastFirst).toBeLessThan(firstDone);
  await using session = await openDuckdb(file);
  const result = await session.connection.run("select count(*)::integer from turns");
  expect(await result.getRows()).toEqual([[6 * turns]]);
});

async function untilNextMillisecond(): Promise<void> {
  const now = Date.now();
  while (Date.now() === now) await new Promise((resolve) => setImmediate(resolve));
}
