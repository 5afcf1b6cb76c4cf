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
    "--json",
    "--events",
  ])
    expect(stdout).toContain(option);
});

inFolder("the version is a version", async ({ folder }) => {
  expect((await runAirdock(folder, ["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

const mistakes: readonly { readonly args: string[]; readonly status: number; readonly says: string[] }[] = [
  { args: ["snyc"], status: 2, says: ["[USAGE]", "'snyc'", "Did you mean sync?"] },
  { args: ["sync", "sample:shop", "--jsno"], status: 2, says: ["[USAGE]", "'--jsno'", "Did you mean --json?"] },
  { args: ["sync"], status: 2, says: ["[USAGE]", "no config file", "airdock init"] },
  { args: ["sync", "./not-there"], status: 2, says: ["[CONNECTOR_NOT_EXECUTABLE]", "/not-there", "→"] },
  {
    args: ["sync", "sample:shop", "--to", "oracle:x"],
    status: 2,
    says: ["[CACHE_NOT_INSTALLED]", "npm install @airdock/cache-oracle"],
  },
  { args: ["sync", "sample:shop", "--to", "nonsense"], status: 2, says: ["[CACHE_URL_INVALID]", "duckdb:"] },
  { args: ["sync", "sample:shop", "--to", "env:NOT_SET"], status: 2, says: ["[CACHE_URL_INVALID]", "NOT_SET"] },
  { args: ["sync", "sample:shop", "--config", "nowhere.json"], status: 2, says: ["[FILE_UNREADABLE]", "nowhere.json"] },
  { args: ["sync", "sample:shop", "--set", "users"], status: 2, says: ["[USAGE]", "--set"] },
  { args: ["sync", "sample:shop", "--set", "users=many"], status: 2, says: ["[CONFIG_INVALID]", "users", "integer"] },
  { args: ["sync", "sample:shop", "--set", "users=-1"], status: 2, says: ["[CONFIG_INVALID]", "users"] },
  { args: ["sync", "sample:shop", "--streams", "usres"], status: 2, says: ["[STREAM_UNKNOWN]", "usres", "users"] },
  { args: ["sync", "sample:shop", "--write-mode", "upsert"], status: 2, says: ["[USAGE]", "append, replace, merge"] },
  { args: ["sync", "sample:shop", "--full-refresh=all"], status: 2, says: ["[USAGE]", "--full-refresh=keep"] },
  { args: ["sync", "sample:shop", "--stream-option", "users"], status: 2, says: ["[USAGE]", "STREAM.key=value"] },
  { args: ["sync", "sample:shop", "--stream-option", "users.colour=red"], status: 2, says: ["[USAGE]", "colour"] },
  { args: ["read", "sample:shop", "usres"], status: 2, says: ["[STREAM_UNKNOWN]", "users"] },
  { args: ["read", "sample:shop", "users", "--limit", "few"], status: 2, says: ["[USAGE]", "--limit"] },
  { args: ["read", "sample:shop", "users", "--format", "xml"], status: 2, says: ["[USAGE]", "ndjson, csv, table"] },
  { args: ["sync", "sample:shop", "./extra", "--name", "x"], status: 2, says: ["[USAGE]", "--name", "there are 2"] },
  { args: ["discover", "sample:shop", "extra"], status: 2, says: ["[USAGE]", "extra", "airdock help discover"] },
  { args: ["query", " "], status: 2, says: ["[USAGE]", "no SQL"] },
  { args: ["query", "select 1", "--format", "xml"], status: 2, says: ["[USAGE]", "table, csv, json, ndjson"] },
  { args: ["tables", "--from", "data.duckdb"], status: 2, says: ["[CACHE_URL_INVALID]", "duckdb:data.duckdb"] },
  { args: ["tables"], status: 2, says: ["[NOT_IN_CACHE]", "→"] },
  {
    args: ["query", "select 1", "--from", "duckdb:./missing.duckdb"],
    status: 2,
    says: ["[NOT_IN_CACHE]", "missing.duckdb"],
  },
  { args: ["connector", "sample:shop", "write"], status: 2, says: ["[USAGE]", "spec, check, discover or read"] },
  { args: ["connector", "sample:shop", "check"], status: 2, says: ["[USAGE]", "--config"] },
];

inFolder.for(mistakes)("$args ends with $status and says what to do", async ({ args, status, says }, { folder }) => {
  const run = await runAirdock(folder, args);
  for (const text of says) expect(run.stderr).toContain(text);
  expect(run.stderr).not.toMatch(/^ +at /m);
  expect(run.stdout).toBe("");
  expect(run.status).toBe(status);
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
