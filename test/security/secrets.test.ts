import { randomInt } from "node:crypto";
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inFolder } from "@airdock-test/cli/in-folder";
import { runAirdock } from "@airdock-test/cli/run-airdock";
import { expect } from "vitest";

/** The characters that programs spell differently. */
const alphabet = "abcXYZ019 /+=&<>\"'\\%?#:@!~_-.äß€😀";

function makeSecret(): string {
  const letters = [...alphabet];
  const middle = Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join("");
  return `s3c${middle}9zQ`;
}

/** A source that says its secret in every spelling, wherever it can. As code, since it is a program of its own. */
const program = `#!${process.execPath}
const { readFileSync } = require("node:fs");
const [command, ...options] = process.argv.slice(2);
const file = options[options.indexOf("--config") + 1];
const say = (message) => console.log(JSON.stringify(message));
const schema = { type: "object", properties: { token: { type: "string", airbyte_secret: true } } };
const stream = { name: "items", json_schema: { properties: { id: { type: "integer" } } }, supported_sync_modes: ["full_refresh"] };
if (command === "spec") return say({ type: "SPEC", spec: { connectionSpecification: schema } });
if (command === "discover") say({ type: "CATALOG", catalog: { streams: [stream] } });
const { token } = JSON.parse(readFileSync(file, "utf8"));
const bytes = Buffer.from(token);
const inner = (text) => JSON.stringify(text).slice(1, -1);
const escaped = [...bytes].map((byte) => "%" + byte.toString(16).padStart(2, "0")).join("");
const spellings = [
  token, inner(token), inner(inner(token)), encodeURIComponent(token), escaped, escaped.toUpperCase(),
  new URLSearchParams({ x: token }).toString().slice(2), bytes.toString("base64"), bytes.toString("base64url"),
  Buffer.from("somebody:" + token).toString("base64"), Buffer.from("me:" + token).toString("base64url"), bytes.toString("hex"),
  token.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;"),
  "b'" + [...bytes].map((byte) => (byte > 31 && byte < 127 && byte !== 39 && byte !== 92 ? String.fromCharCode(byte) : "\\\\x" + byte.toString(16).padStart(2, "0"))).join("") + "'",
];
for (const spelling of spellings) {
  say({ type: "LOG", log: { level: "INFO", message: "using " + spelling } });
  console.error("stderr " + spelling);
}
const half = Math.floor(token.length / 2);
console.error("parted " + token.slice(0, half));
console.error(token.slice(half) + " goes on");
const all = spellings.join(" | ");
if (command === "check") say({ type: "CONNECTION_STATUS", connectionStatus: { status: "FAILED", message: all } });
if (command === "read") {
  say({ type: "RECORD", record: { stream: "items", emitted_at: 1, data: { id: 1 } } });
  say({ type: "TRACE", trace: { type: "ERROR", emitted_at: 1, error: { message: all, internal_message: all, stack_trace: all } } });
}
process.exitCode = command === "discover" ? 0 : 1;
`;

/** Every spelling that is looked for in what was shown. */
function spell(token: string): string[] {
  const bytes = Buffer.from(token);
  const inner = (text: string): string => JSON.stringify(text).slice(1, -1);
  return [
    token,
    inner(token),
    inner(inner(token)),
    encodeURIComponent(token),
    new URLSearchParams({ x: token }).toString().slice(2),
    bytes.toString("base64"),
    bytes.toString("base64url"),
    // What base64 has of it in the middle of "somebody:…", whatever stands around it.
    Buffer.from(`somebody:${token}`).toString("base64").slice(14, -4),
    bytes.toString("hex"),
    token.slice(0, Math.floor(token.length / 2)),
  ];
}

inFolder(
  "a random secret is in no message of any command, in no spelling, and in no file",
  { timeout: 300_000 },
  async ({ folder }) => {
    const secret = makeSecret();
    await writeFile(join(folder, "source-talks"), program);
    await chmod(join(folder, "source-talks"), 0o755);
    await writeFile(
      join(folder, "catalog.json"),
      JSON.stringify({
        streams: [
          {
            stream: { name: "items", json_schema: {}, supported_sync_modes: ["full_refresh"] },
            sync_mode: "full_refresh",
            destination_sync_mode: "append",
          },
        ],
      }),
    );
    const source = ["./source-talks", "--set", "token=env:TALKS_TOKEN"];
    const cache = "sqlite:x.sqlite";
    const commands = [
      ["sync", ...source, "--name", "t", "--to", cache],
      ["sync", ...source, "--name", "t", "--to", cache, "--json", "--events", "--debug"],
      ["check", ...source],
      ["check", ...source, "--json", "--debug"],
      ["discover", ...source, "--debug"],
      ["read", ...source.slice(0, 1), "items", ...source.slice(1), "--debug"],
      ["logs", "1", "--from", cache],
      ["logs", "1", "--json", "--from", cache],
      ["runs", "--from", cache],
      ["runs", "1", "--json", "--from", cache],
    ];
    const env = { TALKS_TOKEN: secret, AIRDOCK_HOME: join(folder, "home") };
    const outputs = [];
    for (const words of commands) outputs.push({ words, ...(await runAirdock(folder, words, { env })) });
    // The protocol by hand takes its config from a file, which is the user's own.
    await writeFile(join(folder, "config.json"), JSON.stringify({ token: secret }));
    for (const words of [
      ["connector", "./source-talks", "read", "--config", "config.json", "--catalog", "catalog.json"],
      ["connector", "./source-talks", "check", "--config", "config.json"],
    ])
      outputs.push({ words, ...(await runAirdock(folder, words, { env })) });
    await writeFile(join(folder, "config.json"), "{}");

    for (const { words, stdout, stderr } of outputs) {
      const shown = `${stdout}${stderr}`;
      const found = spell(secret).filter((spelling) => shown.includes(spelling));
      expect([words, found], `the secret was ${JSON.stringify(secret)}`).toEqual([words, []]);
    }
    expect(outputs[0]?.stderr).toContain("****");
    for (const file of await listFiles(folder)) {
      const content = await readFile(file);
      const found = spell(secret).filter((spelling) => content.includes(spelling));
      expect([file, found]).toEqual([file, []]);
    }
  },
);

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

inFolder(
  "rows, states and messages that are data are never altered, though they hold the secret",
  async ({ folder }) => {
    const data = program
      .replace("data: { id: 1 }", "data: { id: 1, echo: token }")
      .replace(/ {2}say\(\{ type: "TRACE".*\n/, "")
      .replace(/process\.exitCode = .*\n/, "");
    await writeFile(join(folder, "source-talks"), data);
    await chmod(join(folder, "source-talks"), 0o755);
    const env = { TALKS_TOKEN: "s3cret-value-1", AIRDOCK_HOME: join(folder, "home") };
    await runAirdock(
      folder,
      ["sync", "./source-talks", "--set", "token=env:TALKS_TOKEN", "--name", "t", "--to", "sqlite:x.sqlite"],
      { env },
    );
    const sql = "select echo from t_items";
    const { stdout } = await runAirdock(folder, ["query", sql, "--from", "sqlite:x.sqlite", "--format", "json"]);
    expect(JSON.parse(stdout)).toEqual([{ echo: "s3cret-value-1" }]);
  },
);
