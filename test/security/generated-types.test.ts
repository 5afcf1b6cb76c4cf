import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { inFolder } from "@airdock-test/cli/in-folder";
import { runAirdock } from "@airdock-test/cli/run-airdock";
import { catalog, record, spec, writeScriptedConnector } from "@airdock-test/connectors";
import { writeFile } from "node:fs/promises";
import { expect } from "vitest";

const run = promisify(execFile);
const tsc = join(
  dirname(createRequire(import.meta.url).resolve("@airdock-test/cli/package.json")),
  "../../node_modules/.bin/tsc",
);

const attack = `process.stdout.write("PWNED");`;
/** Each ends a comment, a string, an identifier or a template where it stands, and then runs. */
const names = [
  `s */ ${attack} /* `,
  `s"; ${attack} //`,
  `s\n${attack}\n`,
  `s\r${attack}`,
  `s\u2028${attack}\u2029`,
  `s\\"; ${attack} //`,
  "s`; ${" + attack + "}",
  `s'; ${attack}`,
  "²½ⅷ",
  "constructor",
  "__proto__",
  "1st",
  "",
  "\u{1F600}",
  "a-b",
  "a_b",
];

inFolder(
  "types are types, whatever a source calls its streams, columns and settings",
  { timeout: 300_000 },
  async ({ folder }) => {
    const properties = Object.fromEntries([
      ["id", { type: "integer" }],
      ...names.map((name) => [name, { type: ["object"], properties: { [name]: { const: name } } }]),
    ]);
    const streams = names
      .filter((name) => name !== "")
      .map((name) => ({ name, json_schema: { properties }, supported_sync_modes: ["full_refresh"] }));
    const settings = Object.fromEntries(
      names.map((name) => [name, { type: "string", title: name, description: name, enum: [name, attack] }]),
    );
    const specification = { properties: settings };
    const source = await writeScriptedConnector(folder, {
      spec: { steps: [spec(specification)] },
      discover: { steps: [catalog(streams)] },
      read: { steps: streams.map(({ name }) => record(name, { id: 1 })) },
    });
    const connection = `c */ ${attack} //`;
    await writeFile(
      join(folder, "airdock.config.json"),
      JSON.stringify({ cache: "sqlite:x.sqlite", connections: { plain: { source }, [connection]: { source } } }),
    );
    await runAirdock(folder, ["sync", "plain"]);
    const written = await runAirdock(folder, ["types", "-o", "types.ts", "--debug"]);
    expect([written.status, written.stderr]).toEqual([0, expect.stringContaining("types of")]);
    const flags = ["--strict", "--noEmit", "--target", "es2024", "--module", "nodenext", "types.ts"];
    const checked = await run(tsc, flags, { cwd: folder }).catch((error: { readonly stdout: string }) => error);
    expect(checked.stdout).toBe("");
    const ran = await run(process.execPath, [join(folder, "types.ts")]);
    expect(ran.stdout).toBe("");
  },
);
