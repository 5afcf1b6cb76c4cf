import { chmod, chown, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inFolder } from "@airdock-test/cli/in-folder";
import { runAirdock } from "@airdock-test/cli/run-airdock";
import { expect } from "vitest";

/** Somebody else of this machine. */
const stranger = 65_534;
const isRoot = process.geteuid?.() === 0;
const asRoot = inFolder.skipIf(!isRoot);
const why = isRoot ? "" : " (skipped: only root can give a file to somebody else)";

const hostile = `import { writeFileSync } from "node:fs";
writeFileSync(new URL("./PWNED", import.meta.url), "");
export default { connections: { theirs: { source: "sample:shop" } } };
`;

/** A folder with a stranger's config, and one below it that is ours. */
async function writeStrangersConfig(folder: string, uid = stranger): Promise<string> {
  const [theirs, ours] = [join(folder, "theirs"), join(folder, "theirs/ours")];
  await mkdir(ours, { recursive: true });
  await writeFile(join(theirs, "airdock.config.mjs"), hostile);
  await chown(join(theirs, "airdock.config.mjs"), uid, uid);
  return ours;
}

async function wasRun(folder: string): Promise<boolean> {
  return (await readdir(folder, { recursive: true })).some((name) => name.endsWith("PWNED"));
}

asRoot(`a config file of somebody else is not run, by any command${why}`, { timeout: 120_000 }, async ({ folder }) => {
  const here = await writeStrangersConfig(folder);
  for (const line of ["tables", "sync", "check", "runs", "types", "install", "state show", "init sample:shop --yes"]) {
    const { status, stderr } = await runAirdock(here, line.split(" "));
    expect([line, status, stderr]).toEqual([
      line,
      2,
      expect.stringMatching(/belongs to user 65534, .*\[CONFIG_UNTRUSTED\]/),
    ]);
    expect(stderr).toContain(`AIRDOCK_TRUST=${join(folder, "theirs")}`);
  }
  expect(await wasRun(folder)).toBe(false);
});

asRoot(`what does not need a config never looks at one, and Tab is silent${why}`, async ({ folder }) => {
  const here = await writeStrangersConfig(folder);
  await runAirdock(folder, ["sync", "sample:shop", "--to", "sqlite:./shop.sqlite", "--set", "users=1"]);
  const cache = `sqlite:${join(folder, "shop.sqlite")}`;
  expect((await runAirdock(here, ["query", "select 1 as one", "--from", cache, "--format", "csv"])).stdout).toBe(
    "one\r\n1\r\n",
  );
  expect((await runAirdock(here, ["tables", "--from", cache])).status).toBe(0);
  expect((await runAirdock(here, ["completion", "bash"])).status).toBe(0);
  expect(await runAirdock(here, ["completion", "--connections"])).toEqual({ status: 0, stdout: "", stderr: "" });
  const doctor = await runAirdock(here, ["doctor", "--offline"]);
  expect(doctor.stdout).toContain("belongs to user 65534");
  expect(await wasRun(folder)).toBe(false);
});

asRoot(
  `its owner under sudo, a trusted folder and --project are taken${why}`,
  { timeout: 120_000 },
  async ({ folder }) => {
    const here = await writeStrangersConfig(folder);
    const names = async (args: readonly string[], env: Record<string, string>): Promise<string> =>
      (await runAirdock(here, [...args, "--offline"], { env })).stdout;
    expect(await names(["doctor"], { SUDO_UID: String(stranger) })).toContain("1 connection");
    expect(await names(["doctor"], { AIRDOCK_TRUST: join(folder, "theirs") })).toContain("1 connection");
    expect(await names(["doctor", "--project", "../airdock.config.mjs"], {})).toContain("1 connection");
    await mkdir(join(folder, "settings/airdock"), { recursive: true });
    await writeFile(join(folder, "settings/airdock/trusted"), `# mine\n${join(folder, "theirs")}\n`);
    expect(await names(["doctor"], { XDG_CONFIG_HOME: join(folder, "settings") })).toContain("1 connection");
    expect(await names(["doctor"], { AIRDOCK_TRUST: join(folder, "elsewhere") })).toContain("belongs to user");
  },
);

asRoot(
  `a folder, a .env, a lock or a cache package of somebody else is refused as well${why}`,
  { timeout: 120_000 },
  async ({ folder }) => {
    const project = join(folder, "project");
    await mkdir(join(project, "node_modules/airdock-cache-evil"), { recursive: true });
    await writeFile(join(project, "airdock.config.json"), '{"connections": {"shop": {"source": "sample:shop"}}}');
    await writeFile(join(project, ".env"), "TOKEN=theirs\n");
    await writeFile(join(project, "airdock.lock"), '{"version": 1, "connectors": {}}');
    const evil = join(project, "node_modules/airdock-cache-evil/index.js");
    await writeFile(evil, `require("fs").writeFileSync(__dirname + "/PWNED", "")`);
    const refused = async (line: string): Promise<void> => {
      const { stderr } = await runAirdock(project, line.split(" "));
      expect(stderr).toContain("[CONFIG_UNTRUSTED]");
    };
    for (const [file, line] of [
      [".env", "check shop"],
      ["airdock.lock", "check shop"],
      ["", "check shop"],
      ["node_modules/airdock-cache-evil", "tables --from evil:x"],
    ] as const) {
      await chown(join(project, file), stranger, stranger);
      await refused(line);
      await chown(join(project, file), 0, 0);
    }
    await chmod(project, 0o777);
    await refused("check shop");
    await chmod(project, 0o775);
    expect((await runAirdock(project, ["check", "shop"])).status).toBe(0);
    expect(await wasRun(folder)).toBe(false);
  },
);
