import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

/** Says which variables it has, and fails without ACME_TOKEN. */
const program = `#!${process.execPath}
const say = (message) => console.log(JSON.stringify(message));
const [command] = process.argv.slice(2);
const names = Object.keys(process.env).filter((name) => /ACME|PGPASSWORD|WAREHOUSE|HOME/.test(name)).sort();
if (command === "spec") say({ type: "SPEC", spec: { connectionSpecification: {} } });
if (command === "check") say({ type: "CONNECTION_STATUS", connectionStatus: { status: "ACME_TOKEN" in process.env ? "SUCCEEDED" : "FAILED", message: names.join(" ") } });
if (command === "discover") throw new Error("KeyError: 'ACME_TOKEN'");
`;

const env = {
  HOME: "/somewhere",
  ACME_TOKEN: "t0ken",
  ACME_OTHER: "x",
  PGPASSWORD: "secret",
  WAREHOUSE: "postgres://me:secret@localhost/x",
  AIRDOCK_HOME: "./home",
};

inFolder(
  "a connector gets no variable that nobody named for it; its failure says which it was without",
  async ({ folder }) => {
    const source = await makeSource(folder);
    const bare = await runAirdock(folder, ["check", source], { env });
    expect(bare.stderr).toMatch(/says that the check failed: HOME\b(?! ACME)/);
    expect(bare.stderr).toMatch(/ran without these variables of your environment: .*ACME_OTHER/);
    expect(bare.status).toBe(3);
    const failed = await runAirdock(folder, ["discover", source, "--json"], { env });
    expect(failed.stderr + failed.stdout).toMatch(/environment: ACME_TOKEN, .*pass it on: --env ACME_TOKEN/);
    expect(failed.stderr + failed.stdout).not.toContain("t0ken");
  },
);

inFolder("--env and the config file's env pass variables on; the environment goes before .env", async ({ folder }) => {
  const source = await makeSource(folder);
  const passed = await runAirdock(folder, ["check", source, "--env", "ACME_TOKEN", "--json"], { env });
  expect(passed.stdout).toContain('"ACME_TOKEN HOME"');
  await writeFile(join(folder, ".env"), "ACME_FILE=1\nACME_TOKEN=other\n");
  await writeFile(
    join(folder, "airdock.config.json"),
    JSON.stringify({ connections: { acme: { source, env: ["ACME_TOKEN", "ACME_FILE"] } } }),
  );
  const named = await runAirdock(folder, ["check", "acme", "--env", "ACME_OTHER", "--json"], { env });
  expect(named.stdout).toContain('"ACME_FILE ACME_OTHER ACME_TOKEN HOME"');
});

inFolder("init writes the names of variables, and tries the connection with them", async ({ folder }) => {
  const source = await makeSource(folder);
  const made = await runAirdock(folder, ["init", source, "--yes", "--no-check", "--env", "ACME_TOKEN"], { env });
  expect(made.status).toBe(0);
  expect(await readFile(join(folder, "airdock.config.yaml"), "utf8")).toContain("env:\n      - ACME_TOKEN");
  expect((await runAirdock(folder, ["check", "acme", "--json"], { env })).stdout).toContain('"ACME_TOKEN HOME"');
});

inFolder("a variable that is named and not set is said before anything starts", async ({ folder }) => {
  const source = await makeSource(folder);
  const { status, stderr } = await runAirdock(folder, ["check", source, "--env", "ACME_NOWHERE"]);
  expect(stderr).toContain("The environment variable ACME_NOWHERE, named by --env, is not set. [CONFIG_INVALID]");
  expect(status).toBe(2);
});

async function makeSource(folder: string): Promise<string> {
  const path = join(folder, "source-acme");
  await writeFile(path, program);
  await chmod(path, 0o755);
  return "./source-acme";
}
