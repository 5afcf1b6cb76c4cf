import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const canary = "canary-5ec6e7-9f0b1c2d3e4f";

/** A connector that talks of its secret wherever it can, and keeps what others could see of it: the arguments, and the modes of the file and its folder. */
const connector = (seen: string): string => `#!/usr/bin/env node
const { readFileSync, statSync, writeFileSync } = require("node:fs");
const { dirname } = require("node:path");
const [command, ...options] = process.argv.slice(2);
const file = options[options.indexOf("--config") + 1];
const say = (message) => console.log(JSON.stringify(message));
const schema = { type: "object", required: ["token"], properties: { token: { type: "string", airbyte_secret: true } } };
const stream = { name: "items", json_schema: { properties: { id: { type: "integer" } } }, supported_sync_modes: ["full_refresh"] };
if (command === "spec") say({ type: "SPEC", spec: { connectionSpecification: schema } });
if (command === "discover") say({ type: "CATALOG", catalog: { streams: [stream] } });
if (command === "read") {
  const { token } = JSON.parse(readFileSync(file, "utf8"));
  const parent = readFileSync("/proc/" + process.ppid + "/cmdline", "latin1");
  const modes = [statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777];
  writeFileSync(${JSON.stringify(seen)}, JSON.stringify({ arguments: process.argv, parent, modes, folder: dirname(file) }));
  say({ type: "LOG", log: { level: "INFO", message: "using " + token } });
  console.error("Authorization: Bearer " + token);
  say({ type: "CONTROL", control: { type: "CONNECTOR_CONFIG", emitted_at: 1, connectorConfig: { config: { token, region: "eu" } } } });
  say({ type: "RECORD", record: { stream: "items", emitted_at: 1, data: { id: 1 } } });
  say({ type: "TRACE", trace: { type: "ERROR", emitted_at: 1, error: { message: "bad token " + token, internal_message: token, stack_trace: token, failure_type: "config_error" } } });
  process.exit(1);
}
`;

inFolder.skipIf(process.platform !== "linux")(
  "a secret is nowhere but in the private argument file while it lives",
  { timeout: 300_000 },
  async ({ folder }) => {
    const [project, temporary] = [join(folder, "project"), join(folder, "tmp")];
    await mkdir(project);
    await mkdir(temporary);
    const seen = join(folder, "seen.json");
    await writeFile(join(project, "source-canary"), connector(seen));
    await chmod(join(project, "source-canary"), 0o755);
    const env = { TOKEN: canary, TMPDIR: temporary, AIRDOCK_HOME: join(folder, "home") };
    const set = ["--set", "token=env:TOKEN"];
    const outputs = [
      await runAirdock(project, ["sync", "./source-canary", ...set, "--events", "--debug"], { env }),
      await runAirdock(project, ["sync", "./source-canary", ...set, "--json"], { env }),
      await runAirdock(project, ["read", "./source-canary", "items", ...set, "--debug"], { env }),
      await runAirdock(project, ["runs", "--json"], { env }),
      await runAirdock(project, ["check", "./source-canary", "--set", `token=${canary}x`.slice(0, -1), "--debug"], {
        env,
      }),
    ];
    expect(outputs.map(({ status }) => status)).toEqual([4, 4, 4, 0, 2]);
    expect(outputs[0]?.stdout).toContain('"connector-log"');
    expect(outputs[0]?.stderr).toContain("using ****");
    const config = "connections: { canary: { source: ./source-canary, config: { token: '${TOKEN}' } } }\n";
    await writeFile(join(project, "airdock.config.yaml"), config);
    const others = [
      "sync --json",
      "sync canary --events --debug",
      "logs 1 --json",
      "logs",
      "runs 1",
      "runs",
      "state show",
    ];
    const more = [
      "state export",
      "tables --json",
      "types",
      "export -o out --format ndjson",
      "doctor --offline",
      "spec canary",
    ];
    for (const line of [...others, ...more]) outputs.push(await runAirdock(project, line.split(" "), { env }));
    const init = ["init", "./source-canary", "--name", "second", ...set, "--no-check"];
    outputs.push(await runAirdock(project, init, { env }));
    expect(outputs.at(-1)?.status).toBe(0);
    for (const { stdout, stderr } of outputs) expect(`${stdout}${stderr}`).not.toContain(canary);

    const {
      folder: argumentFolder,
      modes,
      ...visible
    } = JSON.parse(await readFile(seen, "utf8")) as {
      readonly folder: string;
      readonly modes: readonly number[];
    };
    expect(modes).toEqual([0o600, 0o700]);
    expect(argumentFolder.startsWith(temporary)).toBe(true);
    expect(JSON.stringify(visible)).not.toContain(canary);
    expect(await findIn(folder)).toEqual([]);
    await writeFile(join(project, "planted"), `a line with ${canary} in it`);
    expect(await findIn(folder)).toEqual([join("project", "planted")]);
  },
);

/** The files below a folder that hold the canary. */
async function findIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) if ((await readFile(file)).includes(canary)) found.push(file.slice(folder.length + 1));
  return found;
}
