import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base } from "vitest";
import type { ErrorReport } from "../error/airdock-error.ts";
import { isAirdockError } from "../error/airdock-error.ts";
import { loadConfig } from "./load-config.ts";
import type { LoadedConfig } from "./loaded-config.ts";

/** Writes files into an empty folder, and loads the config of it. */
const test = base.extend<{
  load: (files: Record<string, string>, env?: Record<string, string>) => Promise<LoadedConfig>;
}>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of what a fixture needs from its pattern
  load: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "airdock-config-"));
    await use(async (files, env = {}) => {
      await mkdir(join(folder, "below"), { recursive: true });
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
      const loaded = await loadConfig(join(folder, "below"), { env });
      if (loaded === undefined) throw new Error("no config file was found");
      return loaded;
    });
    await rm(folder, { recursive: true, force: true });
  },
});

const yaml = `
cache: \${CACHE:-duckdb:./data.duckdb}
connections:
  github:
    source: source-github
    config: { credentials: { token: "\${TOKEN}" }, note: "$\${literal}", "since": 2024-01-01 }
    streams: { issues: { mode: merge, key: [id] }, "*": { undeclared: ignore } }
  local:
    source: ./source-acme
    config: ./acme.json
`;

test("YAML: found from below, with references, .env and paths", async ({ load }) => {
  const loaded = await load({ "airdock.config.yaml": yaml, ".env": "TOKEN=from-file\nOTHER=x\n" });
  expect(loaded.names).toEqual(["github", "local"]);
  expect(loaded.cache).toBe("duckdb:./data.duckdb");
  expect(loaded.connection("github")).toEqual({
    name: "github",
    source: "source-github",
    config: { credentials: { token: "from-file" }, note: "${literal}", since: "2024-01-01" },
    streams: { issues: { mode: "merge", key: ["id"] }, "*": { undeclared: "ignore" } },
    fromEnvironment: [["credentials", "token"]],
  });
  expect(loaded.connection("local")).toMatchObject({
    source: join(loaded.folder, "source-acme"),
    config: join(loaded.folder, "acme.json"),
  });
});

test("the environment goes before .env; what is not set is named only when it is needed", async ({ load }) => {
  const loaded = await load({ "airdock.config.yaml": yaml, ".env": "TOKEN=from-file\n" }, { TOKEN: "from-process" });
  expect(loaded.connection("github").config).toMatchObject({ credentials: { token: "from-process" } });
  const without = await load({ ".env": "" });
  expect(without.connection("local").name).toBe("local");
  expect(await failure(() => without.connection("github"))).toMatchObject({
    code: "CONFIG_INVALID",
    message: "The environment variable TOKEN, which connections.github.config.credentials.token needs, is not set.",
    hint: "export TOKEN=…, or write TOKEN=… into .env beside the config file.",
  });
});

test.for([
  ["an object", "export default { connections: { shop: { source: 'sample:shop' } } };"],
  ["a promise", "export default Promise.resolve({ connections: { shop: { source: 'sample:shop' } } });"],
  [
    "a function",
    "const name: string = 'shop';\nexport default async () => ({ connections: { [name]: { source: 'sample:shop' } } });",
  ],
] as const)("TypeScript: %s", async ([, text], { load }) => {
  expect((await load({ "airdock.config.ts": text })).source("shop")).toBe("sample:shop");
});

const mistakes: readonly (readonly [string, string, string])[] = [
  ["airdock.config.json", "{", "airdock.config.json is not valid JSON."],
  ["airdock.config.yaml", "a: b: c", "airdock.config.yaml is not valid YAML."],
  ["airdock.config.yaml", "- a", "airdock.config.yaml cannot be used: It is not an object with connections."],
  ["airdock.config.js", "export const x = 1;", "airdock.config.js exports no config."],
  ["airdock.config.js", "export default {", "airdock.config.js cannot be run."],
  [
    "airdock.config.yaml",
    "connectons: {}\nconnections: {}",
    "airdock.config.yaml cannot be used: connectons is not a known key; did you mean connections?",
  ],
  [
    "airdock.config.yaml",
    "cache: 7",
    'airdock.config.yaml cannot be used:\n  connections is required and missing, for example {"shop":{"source":"sample:shop"}}\n  cache is the number 7, expected a string, for example "duckdb:./warehouse.duckdb"',
  ],
  [
    "airdock.config.yaml",
    "connections: { a: { sorce: x, source: y, streams: { users: { mode: upsert } } } }",
    'airdock.config.yaml cannot be used:\n  connections.a.sorce is not a known key; did you mean source?\n  connections.a.streams.users.mode is the string "upsert", expected one of "auto", "append", "replace", "merge"',
  ],
];

test.for(mistakes)("%s: %s", async ([name, text, message], { load }) => {
  const error = await failure(() => load({ [name]: text }));
  expect(error).toMatchObject({ code: "CONFIG_INVALID", message, hint: expect.any(String) });
});

test("two config files in one folder are one too many", async ({ load }) => {
  const error = await failure(() => load({ "airdock.config.ts": "", "airdock.config.yaml": "" }));
  expect(error.message).toContain("airdock.config.ts and airdock.config.yaml");
});

test("an unknown connection suggests the nearest", async ({ load }) => {
  const loaded = await load({ "airdock.config.yaml": yaml });
  expect(await failure(() => loaded.connection("gihub"))).toMatchObject({
    code: "USAGE",
    hint: "Did you mean github?",
  });
});

async function failure(call: () => unknown): Promise<ErrorReport> {
  try {
    await call();
  } catch (error) {
    if (isAirdockError(error)) return error.toJSON();
    throw error;
  }
  throw new Error("it did not fail");
}
