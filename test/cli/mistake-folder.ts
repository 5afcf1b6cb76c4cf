import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { catalog, connectionStatus, spec, writeScriptedConnector } from "@airdock-test/connectors";
import { runAirdock } from "./run-airdock.ts";

const secretSpec = {
  type: "object",
  properties: {
    token: { type: "string", airbyte_secret: true, examples: ["abc"] },
    pages: { type: "integer", examples: [10] },
  },
};

const files: Record<string, string> = {
  "plain/bad.json": "{",
  "plain/bad.yaml": "a: b: c",
  "plain/list.json": "[]",
  "plain/pages.json": '{"pages": "ten"}',
  "plain/state.json": "[{}",
  "plain/no-state.json": '[{"type":"STREAM"}]',
  "plain/script.sh": "echo not executable\n",
  "project/airdock.config.yaml": `connections:
  shop: { source: "sample:shop", config: { users: 4 } }
  secret: { source: ./acme/source-scripted.mjs, config: { token: "\${TOKEN_THAT_IS_NOT_SET}" } }
`,
  "unknown-key/airdock.config.yaml": "connections: { shop: { sorce: 'sample:shop' } }\n",
  "wrong-type/airdock.config.json": '{"cache": 7, "connections": []}',
  "broken/airdock.config.yaml": "connections:\n  shop: [\n",
  "broken-json/airdock.config.json": '{"connections": {},}',
  "throws/airdock.config.ts": "throw new Error('no such table of prices');\n",
  "no-default/airdock.config.ts": "export const config = {};\n",
  "two/airdock.config.ts": "",
  "two/airdock.config.json": "{}",
};

/** Prepares the folders in which people go wrong: `plain` with a cache that has one connection, the others with a config file. */
export async function writeMistakeFolder(folder: string): Promise<void> {
  for (const name of ["acme", "refuses"]) await mkdir(join(folder, "plain", name), { recursive: true });
  await mkdir(join(folder, "project", "acme"), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const items = catalog([{ name: "items", json_schema: {}, supported_sync_modes: ["full_refresh"] }]);
  const script = { spec: { steps: [spec(secretSpec)] }, discover: { steps: [items] } };
  await writeScriptedConnector(join(folder, "plain", "acme"), { ...script, read: { steps: [], exit: 3 } });
  await writeScriptedConnector(join(folder, "project", "acme"), script);
  const refusal = connectionStatus("FAILED", "no such account");
  await writeScriptedConnector(join(folder, "plain", "refuses"), { ...script, check: { steps: [refusal] } });
  await chmod(join(folder, "plain", "script.sh"), 0o644);
  const small = ["--set", "users=3", "--set", "products=1", "--set", "purchases=1"];
  await runAirdock(join(folder, "plain"), ["sync", "sample:shop", ...small]);
}
