import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DuckdbDialect } from "../src/kysely/index.ts";
import { DuckdbOpenError } from "../src/session/duckdb-open-error.ts";
import type { DuckdbSession } from "../src/session/duckdb-session.ts";
import { openDuckdb } from "../src/session/open-duckdb.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "open-duckdb-"));
  file = join(folder, "data.duckdb");
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test("makes the file and its folders, and finds again what was committed", async () => {
  const path = join(folder, "a", "b", "data.duckdb");
  await using first = await openDuckdb(path);
  await first.connection.run("create table item as select 1 as id");
  await first.close();
  await using second = await openDuckdb(path);
  expect(await readRows(second, "select id from item")).toEqual([[1]]);
});

test("a file that is made is private, with its folders and what the memory does not hold; rights that are given stay", async () => {
  const path = join(folder, "a", "data.duckdb");
  const modes = async (): Promise<readonly number[]> =>
    await Promise.all(["a", "a/data.duckdb"].map(async (name) => (await stat(join(folder, name))).mode & 0o777));
  await using first = await openDuckdb(path, { memoryLimit: "60MB", threads: 1 });
  await first.connection.run(
    "create temp table big as select range as a, range::varchar || repeat('x', 20) as b from range(2000000)",
  );
  expect(await modes()).toEqual([0o700, 0o600]);
  const spilled = await readdir(`${path}.tmp`);
  expect(spilled.length).toBeGreaterThan(0);
  expect((await stat(`${path}.tmp`)).mode & 0o777).toBe(0o700);
  await first.close();
  expect(await readdir(join(folder, "a"))).toEqual(["data.duckdb"]);
  await chmod(path, 0o644);
  await chmod(join(folder, "a"), 0o755);
  await using second = await openDuckdb(path);
  await second.connection.run("create table item as select 1 as id");
  expect(await modes()).toEqual([0o755, 0o644]);
});

test("a schema may have the name of the file, whoever opens it first or again", async () => {
  const path = join(folder, "memory.duckdb");
  const sessions = await Promise.all([openDuckdb(path), openDuckdb(path)]);
  await sessions[0].connection.run("create schema memory; create table memory.item as select 1 as id");
  for (const session of sessions) {
    expect(await readRows(session, "select id from memory.item")).toEqual([[1]]);
    await session.close();
  }
  await using later = await openDuckdb(path);
  expect(await readRows(later, "select id from memory.item")).toEqual([[1]]);
});

test("another process opens the file once the last session is closed, not before", async () => {
  const first = await openDuckdb(file);
  const second = await openDuckdb(file);
  await first.connection.run("create table item as select 1 as id");
  await first.close();
  expect(await openElsewhere()).toMatchObject({ code: "CACHE_BUSY", pid: process.pid, retryable: true });
  await second.close();
  await second.close();
  expect(await openElsewhere()).toBe("held");
});

test("a file that another process holds is busy, and names that process", async () => {
  await using holder = await holdElsewhere();
  const error = await openDuckdb(file).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DuckdbOpenError);
  expect(error).toMatchObject({
    code: "CACHE_BUSY",
    pid: holder.pid,
    path: file,
    data: { path: file, pid: holder.pid },
  });
});

test("with patience, it waits for the other process and says so once", async () => {
  await using holder = await holdElsewhere();
  const reasons: string[] = [];
  const onWait = (reason: string): void => {
    reasons.push(reason);
    holder.letGo();
  };
  await using session = await openDuckdb(file, { patience: 30_000, onWait });
  expect(await readRows(session, "select 1")).toEqual([[1]]);
  expect(reasons).toEqual([`${file} is held by the process ${holder.pid}.`]);
});

test("waiting ends with an abort", async () => {
  await using _holder = await holdElsewhere();
  const controller = new AbortController();
  const reason = new Error("enough");
  const opening = openDuckdb(file, {
    patience: 30_000,
    signal: controller.signal,
    onWait: () => controller.abort(reason),
  });
  await expect(opening).rejects.toBe(reason);
});

test("a file by two names is one database", async () => {
  await using first = await openDuckdb(file);
  const link = join(folder, "link.duckdb");
  await symlink(file, link);
  await using second = await openDuckdb(link);
  await first.connection.run("create table item as select 1 as id");
  expect(await readRows(second, "select id from item")).toEqual([[1]]);
});

test("sessions with different settings share a database", async () => {
  await using _first = await openDuckdb(file, { memoryLimit: "200MB", threads: 1 });
  const temporaryDirectory = join(folder, "it's temporary");
  await using second = await openDuckdb(file, { memoryLimit: "100MB", threads: 2, temporaryDirectory });
  const settings = "current_setting('threads'), current_setting('memory_limit'), current_setting('temp_directory')";
  expect(await readRows(second, `select ${settings}`)).toEqual([[2n, "95.3 MiB", temporaryDirectory]]);
});

test("a file that this program has open as an instance of its own is busy, and the error says what to pass", async () => {
  const instance = await DuckDBInstance.fromCache(file);
  await expect(openDuckdb(file)).rejects.toMatchObject({
    code: "CACHE_BUSY",
    pid: process.pid,
    hint: expect.stringContaining("{ instance }"),
  });
  instance.closeSync();
  await using _later = await openDuckdb(file);
});

test("a setting that DuckDB refuses leaves the file free", async () => {
  await expect(openDuckdb(file, { memoryLimit: "a lot" })).rejects.toMatchObject({ code: "CACHE_UNAVAILABLE" });
  expect(await openElsewhere()).toBe("held");
});

test("what is no database, and where none can be, is unavailable", async () => {
  await writeFile(file, "x".repeat(20_000));
  const error = await openDuckdb(file).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "CACHE_UNAVAILABLE", pid: undefined, retryable: false });
  await expect(openDuckdb(join(file, "below.duckdb"))).rejects.toMatchObject({ code: "CACHE_UNAVAILABLE" });
});

test("databases in memory are apart, unless they have a name", async () => {
  await using first = await openDuckdb(":memory:");
  await using second = await openDuckdb(":memory:");
  await first.connection.run("create table item (id integer)");
  await expect(readRows(second, "from item")).rejects.toThrow("does not exist");
  await using third = await openDuckdb(":memory:shared");
  await using fourth = await openDuckdb(":memory:shared");
  await third.connection.run("create table item (id integer)");
  expect(await readRows(fourth, "from item")).toEqual([]);
});

test.each(["read", "write"] as const)("Kysely holds the file only while it is used: %s", async (access) => {
  const maker = await openDuckdb(file);
  await maker.connection.run("create table item as select range as id from range(100000)");
  await maker.close();
  const db = new Kysely<{ item: { id: number } }>({
    dialect: new DuckdbDialect({ access, openSession: () => openDuckdb(file) }),
  });
  for await (const { id } of db.selectFrom("item").select("id").stream()) {
    if (id === 0) expect(await openElsewhere()).toMatchObject({ code: "CACHE_BUSY", pid: process.pid });
    if (id === 5000) break;
  }
  expect(await openElsewhere()).toBe("held");
  await sql`select * from item`.execute(db);
  expect(await openElsewhere()).toBe("held");
  await db.destroy();
});

async function readRows({ connection }: DuckdbSession, query: string): Promise<unknown[][]> {
  return await (await connection.run(query)).getRows();
}

interface Holder extends AsyncDisposable {
  readonly pid: number | undefined;
  letGo(): void;
}

/** A process that holds the file until it is let go. */
async function holdElsewhere(): Promise<Holder> {
  const child = startHolder();
  expect(await readLine(child)).toBe("held");
  return {
    pid: child.pid,
    letGo: () => child.stdin?.end(),
    [Symbol.asyncDispose]: async () => {
      child.stdin?.end();
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

/** What a process says that opens the file for a moment. */
async function openElsewhere(): Promise<unknown> {
  const child = startHolder();
  child.stdin?.end();
  const [line] = await Promise.all([readLine(child), once(child, "exit")]);
  return line === "held" ? line : JSON.parse(line);
}

function startHolder(): ChildProcess {
  const script = fileURLToPath(new URL("hold-file.ts", import.meta.url));
  return spawn(process.execPath, [script, file], { stdio: ["pipe", "pipe", "inherit"] });
}

async function readLine(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const part of child.stdout ?? []) {
    text += String(part);
    if (text.endsWith("\n")) break;
  }
  return text.trim();
}
