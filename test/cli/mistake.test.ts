import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeMistakeFolder } from "./mistake-folder.ts";
import { runAirdock } from "./run-airdock.ts";
import { readUserMistakes } from "./read-user-mistakes.ts";

const userMistakes = await readUserMistakes();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-mistake-"));
  await writeMistakeFolder(folder);
  await mkdir(join(folder, "empty"));
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test.for(userMistakes)("in $folder: $args", async ({ folder: where, args, status, says }) => {
  const run = await runAirdock(join(folder, where), args, { bare: true });
  const lines = run.stderr.trimEnd().replaceAll(folder, "FOLDER").split("\n");
  expect(lines.slice(-says.length)).toEqual(says);
  expect([run.status, run.stdout]).toEqual([status, ""]);
});

test("every mistake has a code, and nearly every one a way out", () => {
  expect(userMistakes.length).toBeGreaterThanOrEqual(40);
  for (const { says } of userMistakes) expect(says.join("\n")).toMatch(/\[[A-Z_]+\]/);
  const withoutHint = userMistakes.filter(({ says }) => !says.some((line) => line.startsWith("  → ")));
  expect(withoutHint.map(({ args }) => args.join(" "))).toEqual([]);
});
