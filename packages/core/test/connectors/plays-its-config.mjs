#!/usr/bin/env node
// Plays the steps its config lists for the command, so that a test can see what becomes of any behaviour.
import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

const [command, ...options] = process.argv.slice(2);
const files = Object.fromEntries(
  options.flatMap((option, index) => (index % 2 === 0 ? [[option.slice(2), options[index + 1]]] : [])),
);
const config = files.config === undefined ? {} : JSON.parse(readFileSync(files.config, "utf8"));

const connectionSpecification = {
  type: "object",
  properties: { token: { type: "string", airbyte_secret: true }, count: { type: "integer" } },
};
const stream = { name: "greetings", json_schema: { type: "object" }, supported_sync_modes: ["full_refresh"] };
const byDefault = {
  spec: [{ print: { type: "SPEC", spec: { connectionSpecification } } }],
  check: [{ print: { type: "CONNECTION_STATUS", connectionStatus: { status: "SUCCEEDED" } } }],
  discover: [{ print: { type: "CATALOG", catalog: { streams: [stream] } } }],
  read: [],
};

for (const step of config[command] ?? byDefault[command]) await play(step);

async function play(step) {
  if ("print" in step) writeSync(1, `${JSON.stringify(step.print)}\n`);
  if ("write" in step) writeSync(1, step.write);
  if ("stderr" in step) writeSync(2, `${step.stderr}\n`);
  if ("report" in step) writeFileSync(step.report, JSON.stringify(describeStart()));
  if ("append" in step) appendFileSync(files.config, step.append);
  if ("records" in step) printRecords(step.records);
  if ("grandchild" in step) await startGrandchild(step.grandchild);
  if ("ignoreSigterm" in step) process.on("SIGTERM", () => {});
  if ("kill" in step) process.kill(process.pid, step.kill);
  if ("exit" in step) process.exit(step.exit);
  if ("hang" in step || "kill" in step) await new Promise(() => setInterval(() => {}, 60_000));
}

function describeStart() {
  const folder = files.config === undefined ? undefined : dirname(files.config);
  return {
    pid: process.pid,
    folder,
    folderMode: folder === undefined ? undefined : statSync(folder).mode & 0o777,
    files: Object.fromEntries(
      Object.entries(files).map(([name, path]) => [
        name,
        { mode: statSync(path).mode & 0o777, text: readFileSync(path, "utf8") },
      ]),
    ),
    environment: { PYTHONDONTWRITEBYTECODE: process.env.PYTHONDONTWRITEBYTECODE },
  };
}

function printRecords(count) {
  for (let id = 1; id <= count; id++) {
    writeSync(
      1,
      `${JSON.stringify({ type: "RECORD", record: { stream: "greetings", emitted_at: 1, data: { id } } })}\n`,
    );
  }
}

/** A process of its own that outlives us, with nothing of ours in its hands. Settles when it runs. */
async function startGrandchild({ pidFile, ignoreSigterm, holdsOutput, talks }) {
  const program = `${ignoreSigterm ? "process.on('SIGTERM', () => {});" : ""}const files = require("node:fs"); files.writeFileSync(${JSON.stringify(`${pidFile}.part`)}, String(process.pid)); files.renameSync(${JSON.stringify(`${pidFile}.part`)}, ${JSON.stringify(pidFile)}); setInterval(() => {}, 60000);${talks ? "setInterval(() => files.writeSync(1, 'still here\\n'.repeat(5)), 1);" : ""}`;
  // In a session of its own where it holds the output, so that no signal to the group reaches it.
  const stdio = holdsOutput ? "inherit" : "ignore";
  spawn(process.execPath, ["-e", program], { stdio, detached: holdsOutput === true }).unref();
  while (!existsSync(pidFile)) await delay(5);
}
