import { execFile } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { inFolder } from "@airdock-test/cli/in-folder";
import { runAirdock } from "@airdock-test/cli/run-airdock";
import { expect } from "vitest";

const run = promisify(execFile);
const bin = join(dirname(createRequire(import.meta.url).resolve("@airdock-test/cli/package.json")), "../../bin");

/** Code in words of each shell; none of them holds a character that only a file system minds. */
const names = [
  "$(touch${IFS}PWNED)x",
  "`touch PWNED`",
  "(touch PWNED)",
  "a b; touch PWNED",
  "'quoted\"",
  "${PWNED:=x}",
  "plain",
];

inFolder("in bash, names of connections are words, never code", async ({ folder }) => {
  await writeProject(folder);
  const script = `source <(airdock completion bash)
    COMP_WORDS=(airdock sync ""); COMP_CWORD=2; _airdock; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await runShell("bash", ["-c", script], folder);
  const offered = stdout.split("\n");
  // As the shell would take each of them, were it typed: back to the very name.
  for (const name of names) {
    const { stdout: quoted } = await runShell("bash", ["-c", 'printf %q "$1"', "bash", name], folder);
    expect(offered).toContain(quoted);
  }
  expect(await readdir(folder)).not.toContain("PWNED");
});

const hasFish = await run("fish", ["--version"]).then(
  () => true,
  () => false,
);
inFolder.skipIf(!hasFish)(`in fish as well${hasFish ? "" : " (skipped: it is not installed)"}`, async ({ folder }) => {
  await writeProject(folder);
  const { stdout } = await runShell(
    "fish",
    ["--no-config", "-c", "airdock completion fish | source; complete -C 'airdock sync '"],
    folder,
  );
  for (const name of names) expect(stdout).toContain(name.split(" ")[0]);
  expect(await readdir(folder)).not.toContain("PWNED");
});

const hasZsh = await run("zsh", ["--version"]).then(
  () => true,
  () => false,
);
inFolder.skipIf(!hasZsh)(
  `in zsh as well${hasZsh ? "" : " (skipped: it is not installed)"}`,
  { timeout: 120_000 },
  async ({ folder }) => {
    await writeProject(folder);
    await writeFile(join(folder, "script"), (await runAirdock(folder, ["completion", "zsh"])).stdout);
    const program = `zmodload zsh/zpty
    zpty inner zsh -f -i
    zpty -w inner "PS1= ; stty -echo; autoload -U compinit; compinit -u -D; source ./script; print ready-$((6 * 7))"
    zpty -r inner answer '*ready-42*'
    zpty -w -n inner $'airdock sync \\t\\t\\t\\x15print done-$((6 * 7))\\n'
    zpty -r inner answer '*done-42*'
    zpty -d inner`;
    await runShell("zsh", ["-f", "-c", program], folder);
    expect(await readdir(folder)).not.toContain("PWNED");
  },
);

inFolder("a name that no shell could offer is left out", async ({ folder }) => {
  await writeProject(folder, ["two\nlines", "esc\u001b[2J", "fine"]);
  expect((await runAirdock(folder, ["completion", "--connections"])).stdout).toBe("fine\n");
});

async function writeProject(folder: string, connections: readonly string[] = names): Promise<void> {
  const config = { connections: Object.fromEntries(connections.map((name) => [name, { source: "sample:shop" }])) };
  await writeFile(join(folder, "airdock.config.json"), JSON.stringify(config));
}

function runShell(shell: string, args: readonly string[], folder: string): Promise<{ readonly stdout: string }> {
  return run(shell, [...args], {
    cwd: folder,
    env: { ...process.env, HOME: folder, PATH: `${bin}:${process.env["PATH"]}` },
    timeout: 60_000,
  });
}
