import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { inFolder } from "@airdock-test/cli/in-folder";
import { runAirdock } from "@airdock-test/cli/run-airdock";
import {
  catalog,
  connectionStatus,
  log,
  record,
  spec,
  streamState,
  streamStatus,
  traceError,
  writeScriptedConnector,
} from "@airdock-test/connectors";
import { expect } from "vitest";

const run = promisify(execFile);

/** Sets a title, fills the clipboard, clears the screen, makes a link, goes back over what was written, turns the direction of writing. */
const evil =
  "\u001b]0;PWNED\u0007\u001b]52;c;UFdO\u0007\u001b[2J\u001b[31m\u009b31m\u001b]8;;file:///x\u0007link\rOVER\b\b\u202egpj\u2066\u2028\u0085";

/** What a stranger may say, said everywhere. */
async function writeStranger(folder: string): Promise<string> {
  const name = `items${evil}`;
  const properties = { id: { type: "integer" }, [`column${evil}`]: { type: "string" } };
  const stream = {
    name,
    json_schema: { properties },
    supported_sync_modes: ["full_refresh"],
    source_defined_primary_key: [["id"]],
  };
  const specification = {
    title: evil,
    properties: { [`option${evil}`]: { type: "string", title: evil, description: evil, enum: [evil] } },
  };
  return writeScriptedConnector(folder, {
    spec: { steps: [spec(specification)] },
    check: { steps: [connectionStatus("FAILED", `no${evil}`)] },
    discover: { steps: [catalog([stream])] },
    read: {
      steps: [
        streamStatus(name, "STARTED"),
        log("WARN", `careful\nsecond line${evil}`),
        record(name, { id: 1, [`column${evil}`]: `value${evil}`, [`more${evil}`]: 1 }),
        streamState(name, { cursor: evil }),
        traceError(`failed${evil}`, {}),
      ],
      exit: 1,
    },
  });
}

/** Everything that shows something, with what it is to show as data: byte for byte, or not at all. */
const commands = [
  "sync SOURCE --name x --to sqlite:x.sqlite",
  "sync SOURCE --name x --to sqlite:x.sqlite --json --debug --events",
  "check SOURCE",
  "check SOURCE --json",
  "spec SOURCE",
  "spec SOURCE --json",
  "discover SOURCE",
  "discover SOURCE --json",
  "read SOURCE ITEMS --format table",
  "read SOURCE ITEMS",
  "runs --from sqlite:x.sqlite",
  "runs 1 --from sqlite:x.sqlite",
  "runs --json --from sqlite:x.sqlite",
  "logs 1 --from sqlite:x.sqlite",
  "logs 1 --json --from sqlite:x.sqlite",
  "tables --from sqlite:x.sqlite",
  "tables --json --from sqlite:x.sqlite",
  "state show --from sqlite:x.sqlite",
  "state export x --from sqlite:x.sqlite",
  "types --from sqlite:x.sqlite",
  "query --from sqlite:x.sqlite QUERY",
  "query --from sqlite:x.sqlite QUERY --format json",
].map((line) => line.split(" "));

const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

function fill(words: readonly string[], source: string): string[] {
  const sql = `select '${evil}' as "title${evil}"`;
  return words.map((word) => ({ SOURCE: source, ITEMS: `items${evil}`, QUERY: sql })[word] ?? word);
}

inFolder("where no terminal is, nothing that one would obey is printed", { timeout: 300_000 }, async ({ folder }) => {
  const source = await writeStranger(folder);
  for (const words of commands) {
    const { stdout, stderr } = await runAirdock(folder, fill(words, source));
    expect([words, obeyed.exec(`${stdout}${stderr}`)?.[0]]).toEqual([words, undefined]);
    expect(stdout + stderr, words.join(" ")).not.toBe("");
  }
});

inFolder("values stay what they are in JSON, and in CSV that goes to a program", async ({ folder }) => {
  const source = await writeStranger(folder);
  await runAirdock(folder, fill(["sync", "SOURCE", "--name", "x", "--to", "sqlite:x.sqlite"], source));
  const json = await runAirdock(
    folder,
    fill(["query", "--from", "sqlite:x.sqlite", "QUERY", "--format", "json"], source),
  );
  expect(JSON.parse(json.stdout)).toEqual([{ [`title${evil}`]: evil }]);
  const csv = await runAirdock(
    folder,
    fill(["query", "--from", "sqlite:x.sqlite", "QUERY", "--format", "csv"], source),
  );
  expect(csv.stdout).toBe(`"title${evil}"\r\n"${evil}"\r\n`);
});

const hasScript = await run("script", ["-qec", "true", "/dev/null"]).then(
  () => true,
  () => false,
);

inFolder.skipIf(!hasScript)(
  `on a terminal only our own styles and movements are obeyed${hasScript ? "" : " (skipped: there is no `script` to make one)"}`,
  { timeout: 300_000 },
  async ({ folder }) => {
    const source = await writeStranger(folder);
    const program = join(
      dirname(createRequire(import.meta.url).resolve("@airdock-test/cli/package.json")),
      "../../bin/airdock",
    );
    for (const words of commands.filter((each) => !each.includes("--json") && !each.includes("--events"))) {
      const quoted = [program, ...fill(words, source)].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
      await writeFile(join(folder, "run.sh"), `stty cols 120 rows 40\n${quoted}\n`);
      // Colours of a terminal, whatever the test's own surroundings say.
      const { NO_COLOR: _plain, CI: _ci, ...surroundings } = process.env;
      const shown = await run("script", ["-qc", "sh run.sh", "/dev/null"], {
        cwd: folder,
        env: { ...surroundings, TERM: "xterm" },
      });
      const ours = shown.stdout.replaceAll(
        /\u001b\[(?:[12]|22|3[1236]|39)m|\u001b\[\?2026[hl]|\u001b\[\d*[FJK]|\r\n/g,
        "\n",
      );
      expect([words, obeyed.exec(ours)?.[0]]).toEqual([words, undefined]);
    }
  },
);
