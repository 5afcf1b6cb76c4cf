import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { catalog, connectionStatus, spec, writeScriptedConnector } from "@airdock-test/connectors";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const specification = {
  type: "object",
  required: ["region", "credentials"],
  properties: {
    region: { type: "string", enum: ["eu", "us"], default: "us" },
    credentials: {
      oneOf: [
        {
          title: "Token",
          required: ["type", "token"],
          properties: { type: { const: "token" }, token: { type: "string", airbyte_secret: true } },
        },
        {
          title: "User",
          required: ["type", "user"],
          properties: { type: { const: "user" }, user: { type: "string" } },
        },
      ],
    },
  },
};
const streams = ["users", "orders"].map((name) => ({ name, json_schema: {}, supported_sync_modes: ["full_refresh"] }));

inFolder(
  "without a terminal, init writes what its flags say; a secret stays out of the config",
  { timeout: 300_000 },
  async ({ folder }) => {
    const source = await writeScriptedConnector(folder, {
      spec: { steps: [spec(specification)] },
      check: { steps: [connectionStatus("SUCCEEDED")] },
      discover: { steps: [catalog(streams)] },
    });
    await writeFile(join(folder, "package.json"), '{"name": "mine"}');
    await writeFile(join(folder, ".gitignore"), "node_modules");
    const flags = [
      "--set",
      "credentials.type=token",
      "--set",
      "credentials.token=env:ACME_TOKEN",
      "--streams",
      "users",
    ];
    const run = await runAirdock(folder, ["init", source, "--name", "acme", "--to", "duckdb:./acme.duckdb", ...flags], {
      env: { ACME_TOKEN: "s3cret-value" },
    });
    expect(run.stderr).toContain("connection acme is in airdock.config.ts");
    expect(run.status).toBe(0);
    const text = await readFile(join(folder, "airdock.config.ts"), "utf8");
    expect(text).toBe(`import { defineConfig, env } from "airdock";

export default defineConfig({
  cache: "duckdb:./acme.duckdb",
  connections: {
    acme: {
      source: ${JSON.stringify(source)},
      config: {
        region: "us",
        credentials: {
          type: "token",
          token: env("ACME_TOKEN"),
        },
      },
      streams: ["users"],
    },
  },
});
`);
    expect(await readFile(join(folder, ".gitignore"), "utf8")).toBe(
      "node_modules\n.env\n.airdock/\nacme.duckdb\nacme.duckdb.wal\n",
    );
    const second = await runAirdock(folder, ["init", "sample:shop", "--yes", "--json"]);
    expect(JSON.parse(second.stdout)).toMatchObject({ connection: "shop", variables: [] });
    expect(await readFile(join(folder, "airdock.config.ts"), "utf8")).toContain('shop: {\n      source: "sample:shop"');
    expect((await runAirdock(folder, ["check", "shop"])).status).toBe(0);
  },
);

inFolder(
  "a secret nobody gave is left to be filled in, in .env; YAML without a package.json",
  { timeout: 300_000 },
  async ({ folder }) => {
    const source = await writeScriptedConnector(folder, { spec: { steps: [spec(specification)] } });
    const run = await runAirdock(folder, ["init", source, "--name", "acme", "--set", "credentials.type=token"]);
    expect(run.stderr).toContain("fill in ACME_TOKEN in .env");
    expect(await readFile(join(folder, "airdock.config.yaml"), "utf8")).toContain("token: ${ACME_TOKEN}");
    expect(await readFile(join(folder, ".env"), "utf8")).toBe("ACME_TOKEN=\n");
    expect((await stat(join(folder, ".env"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, ".env.example"))).mode & 0o777).not.toBe(0o600);
    const added = await runAirdock(folder, ["init", "sample:shop", "--yes"]);
    expect(added.status).toBe(0);
    expect(await readFile(join(folder, "airdock.config.yaml"), "utf8")).toMatch(
      /acme:[\s\S]*shop:\n +source: sample:shop/,
    );
  },
);

inFolder("a check that fails writes nothing", { timeout: 300_000 }, async ({ folder }) => {
  const source = await writeScriptedConnector(folder, {
    spec: { steps: [spec({})] },
    check: { steps: [connectionStatus("FAILED", "no such account")] },
  });
  const run = await runAirdock(folder, ["init", source, "--yes", "--set", "a=1"]);
  expect([run.status, run.stderr]).toEqual([3, expect.stringContaining("no such account")]);
  await expect(readFile(join(folder, "airdock.config.yaml"))).rejects.toThrow("ENOENT");
});
