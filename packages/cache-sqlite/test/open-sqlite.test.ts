import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginStream, planStream } from "@airdock-test/stream-run";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSqliteCache } from "../src/index.ts";
import { openSqlite } from "../src/kysely/index.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-sqlite-"));
  file = join(folder, "data.sqlite");
});

afterEach(() => rm(folder, { recursive: true }));

test("what is no database is named, and left as it is", async () => {
  await writeFile(file, "A letter of some length, which is no database at all. ".repeat(20));
  for (const access of ["read", "write"] as const) {
    await expect(createSqliteCache(file).open({ access })).rejects.toMatchObject({
      code: "CACHE_UNAVAILABLE",
      message: expect.stringContaining("no SQLite database"),
    });
  }
  expect(await readdir(folder)).toEqual(["data.sqlite"]);
});

test("rights that are given to a file stay, and the log beside it has the same", async () => {
  await writeFile(file, "", { mode: 0o644 });
  await using cache = createSqliteCache(file);
  await cache.open();
  for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777, name).toBe(0o644);
});

test("a folder is told from a file", async () => {
  await mkdir(file);
  await expect(createSqliteCache(file).open()).rejects.toMatchObject({
    code: "CACHE_UNAVAILABLE",
    message: expect.stringContaining("is a folder"),
  });
});

test("a place where nothing can be made is told, with what to check", async () => {
  await expect(createSqliteCache("/dev/null/data.sqlite").open()).rejects.toMatchObject({
    code: "CACHE_UNAVAILABLE",
    hint: expect.stringContaining("may write"),
  });
});

test.skipIf(process.getuid?.() === 0)(
  "a folder that may not be written to is told (root may write everywhere)",
  async () => {
    await chmod(folder, 0o500);
    await expect(createSqliteCache(file).open()).rejects.toMatchObject({ code: "CACHE_UNAVAILABLE" });
    await chmod(folder, 0o700);
  },
);

// Root may write everywhere: `nobody` tries in its place, where that may read the sources.
const writer = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const sources = new URL("../src/index.ts", import.meta.url);
const reading = `process.getBuiltinModule("node:fs").readFileSync(new URL(${JSON.stringify(sources.href)}))`;
const mayRead = spawnSync(process.execPath, ["--eval", reading], { ...writer, cwd: "/" }).status === 0;
const passedOver = mayRead ? "" : " (passed over: root may write everywhere, and nobody else may read this folder)";

test.skipIf(!mayRead)(`a file that may only be read is told from a query that writes${passedOver}`, async () => {
  await using cache = createSqliteCache(file);
  await cache.open();
  await cache.close();
  await chmod(file, 0o444);
  await chmod(folder, 0o777);
  const program = `const { createSqliteCache } = await import(${JSON.stringify(sources.href)});
    await createSqliteCache(${JSON.stringify(file)}).open().catch((error) => console.log(error.code));
    process.exit();`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], { ...writer, cwd: "/" });
  expect(String(stdout).trim()).toBe("CACHE_UNAVAILABLE");
  await chmod(folder, 0o700);
});

test("reading makes no file", async () => {
  await expect(createSqliteCache(file).open({ access: "read" })).rejects.toMatchObject({ code: "NOT_IN_CACHE" });
  expect(await readdir(folder)).toEqual([]);
});

test("a database with nothing of ours has no cache in it, and stays as it is", async () => {
  const database = new Database(file);
  database.exec("create table mine (a)");
  database.close();
  await using cache = createSqliteCache(file);
  await expect(cache.open({ access: "read" })).rejects.toMatchObject({ code: "NOT_IN_CACHE" });
  await cache.close();
  expect(await readdir(folder)).toEqual(["data.sqlite"]);
});

test("a file that somebody else writes for too long is busy", async () => {
  const session = await openSqlite(file);
  const database = new Database(file);
  database.exec("begin exclusive");
  expect(await session.beginWriting(20)).toBe(false);
  database.exec("commit");
  expect(await session.beginWriting(20)).toBe(true);
  await session.close();
  database.close();
});

test("a file that somebody else holds whole cannot be opened, and says so", async () => {
  const database = new Database(file);
  database.exec("create table mine (a); pragma locking_mode = exclusive; begin exclusive");
  const waits: string[] = [];
  await expect(openSqlite(file, { patience: 20, onWait: (reason) => waits.push(reason) })).rejects.toMatchObject({
    code: "CACHE_BUSY",
    retryable: true,
  });
  expect(waits).toEqual([expect.stringContaining("locked")]);
  database.close();
});

test("a disk that is full fails the finalize, and the next try completes it", async () => {
  const database = new Database(file);
  await using cache = createSqliteCache({ instance: database });
  await cache.open();
  const run = await beginStream(cache, planStream("users"));
  const rows = Array.from({ length: 2000 }, (_, id) => ({ id, name: "x".repeat(200) }));
  await run.stage(rows);
  const pages = Number(database.pragma("page_count", { simple: true }));
  database.pragma(`max_page_count = ${pages + 5}`);
  await expect(run.finalize()).rejects.toMatchObject({ code: "DISK_UNWRITABLE", retryable: true });
  database.pragma("max_page_count = 1000000");
  expect(await run.finalize()).toMatchObject({ written: 2000 });
  await run.finish();
  await cache.close();
  database.close();
});
