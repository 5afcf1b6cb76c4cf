import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

/** What `npm test` runs once everything is built: the checks, then the tests of every package, then one line that sums them up. */
async function runTests(): Promise<number> {
  const checks = await runTasks(["check", "check:lint", "check:format", "check:tests", "check:unused"]);
  // Two at a time: each has a file or two that outlast the others and leave a core idle.
  const tests = await runTasks(["test", "--concurrency=2"]);
  const failedTasks = [...checks.failedTasks, ...tests.failedTasks];
  console.log(`\nChecks (lint, format, types, packages, unused code): ${checks.exitCode === 0 ? "passed" : "failed"}`);
  if (failedTasks.length > 0) console.log(`Failed: ${failedTasks.join(", ")}`);
  console.log(
    `${tests.passed} passed, ${Math.max(tests.failed, tests.failedTasks.length)} failed, ${tests.skipped} skipped`,
  );
  return checks.exitCode || tests.exitCode || (tests.passed === 0 ? 1 : 0);
}

interface Outcome {
  exitCode: number;
  failedTasks: string[];
  passed: number;
  failed: number;
  skipped: number;
}

/** Runs turbo tasks in every package, goes on after a failure, and passes on the lines a reader wants to see. */
async function runTasks(tasks: string[]): Promise<Outcome> {
  const turbo = spawn("turbo", ["run", ...tasks, "--continue", "--log-prefix=none", "--log-order=grouped"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { DO_NOT_TRACK: "1", ...process.env },
  });
  const outcome: Outcome = { exitCode: 1, failedTasks: [], passed: 0, failed: 0, skipped: 0 };
  const exited = new Promise<number>((resolve, reject) => {
    turbo.on("error", reject);
    turbo.on("close", (code) => resolve(code ?? 1));
  });
  let complaints = "";
  turbo.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
  let blank = true;
  for await (const line of createInterface({ input: turbo.stdout })) {
    const text = stripVTControlCharacters(line);
    readClosingLine(text, outcome);
    if (noise.some((pattern) => pattern.test(text)) || (blank && text.trim() === "")) continue;
    blank = text.trim() === "";
    console.log(process.stdout.isTTY ? line : text);
  }
  outcome.exitCode = await exited;
  // Turbo repeats every failed task on stderr; only what kept it from running tasks at all is news.
  if (outcome.exitCode !== 0 && outcome.failedTasks.length === 0) console.error(complaints);
  return outcome;
}

/** What turbo and pnpm say about themselves; all else is passed on. */
const noise = [
  /^\s+• /,
  /^(\S+: )?cache (hit|miss|bypass)/,
  /^> \S+( |$)/,
  /^\s*ELIFECYCLE /,
  /^ *(Tasks|Cached|Time|Failed): {2,}/,
  /^No test files found|^(include|exclude): /,
];

/** Adds up vitest's closing line (`Tests  1 failed | 4 passed | 1 skipped (6)`) and keeps turbo's list of failed tasks. */
function readClosingLine(text: string, outcome: Outcome): void {
  const failedTasks = /^Failed: +(.+)$/.exec(text)?.[1];
  if (failedTasks) outcome.failedTasks.push(...failedTasks.split(", "));
  const closing = /^ +Tests {2}(.+) \(\d+\)$/.exec(text)?.[1];
  for (const [, count, kind] of closing?.matchAll(/(\d+) (\w+)/g) ?? []) {
    if (kind === "passed" || kind === "failed") outcome[kind] += Number(count);
    else outcome.skipped += Number(count);
  }
}

process.exitCode = await runTests();
