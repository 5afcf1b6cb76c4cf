import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

inFolder("help lists every command and ends well", async ({ folder }) => {
  const { status, stdout } = await runAirdock(folder, ["--help"]);
  expect(status).toBe(0);
  for (const command of ["sync", "read", "query", "tables", "runs", "spec", "check", "discover", "connector"])
    expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, "m"));
});

inFolder("help of a command names its options", async ({ folder }) => {
  const { status, stdout } = await runAirdock(folder, ["help", "sync"]);
  expect(status).toBe(0);
  for (const option of [
    "--to",
    "--config",
    "--set",
    "--streams",
    "--write-mode",
    "--full-refresh",
    "--strict",
    "--plan",
    "--accept-change",
    "--json",
    "--events",
  ])
    expect(stdout).toContain(option);
});

inFolder("the version is a version", async ({ folder }) => {
  expect((await runAirdock(folder, ["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

inFolder("with --json an error is one document", async ({ folder }) => {
  const { stdout } = await runAirdock(folder, ["sync", "sample:shop", "--streams", "usres", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    code: "STREAM_UNKNOWN",
    message: expect.any(String),
    hint: expect.any(String),
    retryable: false,
  });
});
