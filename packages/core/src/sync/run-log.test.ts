import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openRunLog, runLogPath } from "./run-log.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "airdock-log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = "2024-01-01T00:00:00.000Z";

test("the connector's own words are kept, for the owner only", () => {
  const path = runLogPath({ folder, connection: "git hub/../x", run: 7 });
  {
    using log = openRunLog({ folder, connection: "git hub/../x", run: 7 });
    log.note({ at, type: "connector-log", level: "INFO", message: "hello" });
    log.note({ at, type: "config-updated" });
    log.note({ at, type: "connector-stderr", line: "ü" });
  }
  const lines = readFileSync(path, "utf8").trim().split("\n");
  expect(lines.map((line) => JSON.parse(line).type)).toEqual(["connector-log", "connector-stderr"]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(path.startsWith(join(folder, "git%20hub%2F..%2Fx"))).toBe(true);
});

test("of older runs only the last are kept", () => {
  for (const run of [1, 2, 3, 4]) {
    openRunLog({ folder, connection: "c", run, keep: 3 })[Symbol.dispose]();
    utimesSync(runLogPath({ folder, connection: "c", run }), run, run);
  }
  expect(readdirSync(join(folder, "c")).sort()).toEqual(["2.ndjson", "3.ndjson", "4.ndjson"]);
});

test("a log has an end", () => {
  {
    using log = openRunLog({ folder, connection: "c", run: 1, mostBytes: 300 });
    for (let count = 0; count < 100; count++) log.note({ at, type: "connector-stderr", line: "x".repeat(50) });
  }
  const lines = readFileSync(runLogPath({ folder, connection: "c", run: 1 }), "utf8")
    .trim()
    .split("\n");
  expect(lines.length).toBeLessThan(6);
  expect(JSON.parse(lines.at(-1) ?? "").type).toBe("log-cut");
});

test("a folder that cannot be made is an error with a code", () => {
  expect(() => openRunLog({ folder: "/dev/null", connection: "c", run: 1 })).toThrow(
    expect.objectContaining({ code: "DISK_UNWRITABLE" }),
  );
});
