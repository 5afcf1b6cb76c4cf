import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { connectionStatus, catalog, spec } from "./message.mjs";
import { printLine, readInput } from "./connector.mjs";
import { hang } from "./hang.mjs";
import { printError } from "./print.mjs";

const DEFAULT_STEPS = {
  spec: [spec({ type: "object" })],
  check: [connectionStatus("SUCCEEDED")],
  discover: [catalog([])],
  read: [],
};

/** Plays what a script says for the command in argv; the script's form is in script.d.mts. */
export async function playScript(script, argv = process.argv.slice(2)) {
  const [command] = argv;
  const turn = script.log ? countRuns(script.log, command) : 0;
  if (script.log) logRun(script.log, argv);
  const runs = [script[command] ?? { steps: DEFAULT_STEPS[command] ?? [] }].flat();
  const run = runs[Math.min(turn, runs.length - 1)];
  if (run.ignoreSigterm) process.on("SIGTERM", () => printError("SIGTERM ignored\n"));
  for (const step of run.steps ?? []) await playStep(step);
  if (run.hang) await hang();
  if (run.kill) process.kill(process.pid, run.kill);
  process.exitCode = run.exit ?? 0;
}

async function playStep(step) {
  if (typeof step === "string" || "type" in step) printLine(step);
  else if ("bytes" in step) printLine(Buffer.from(step.bytes, "base64"));
  else if ("stderr" in step) printError(step.stderr);
  else if ("repeat" in step) for (let n = 0; n < step.repeat; n++) printLine(step.line.replaceAll("{n}", String(n)));
  else if ("touch" in step) writeFileSync(step.touch, "");
  else if ("waitForFile" in step) while (!existsSync(step.waitForFile)) await wait(10);
  else throw new Error(`Unknown step: ${JSON.stringify(step)}`);
}

function countRuns(file, command) {
  if (!existsSync(file)) return 0;
  const runs = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return runs.filter((run) => run.argv[0] === command).length;
}

function logRun(file, argv) {
  const { files, config, catalog, state } = readInput(argv);
  const modes = Object.fromEntries(Object.entries(files).map(([name, path]) => [name, path && modeOf(path)]));
  appendFileSync(
    file,
    `${JSON.stringify({ argv, pid: process.pid, cwd: process.cwd(), env: process.env, files, modes, config, catalog, state })}\n`,
  );
}

function modeOf(path) {
  return (statSync(path).mode & 0o777).toString(8);
}
