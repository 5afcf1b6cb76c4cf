import { execFile } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const run = promisify(execFile);

/** Asks a shell what a line becomes when Tab is pressed at its end. */
type Shell = (lines: readonly string[], script: string, env: NodeJS.ProcessEnv, folder: string) => Promise<string[]>;

/** fish says what it would offer; where that is one thing, it is taken. */
const askFish: Shell = (lines, script, env, folder) =>
  Promise.all(
    lines.map(async (line) => {
      const { stdout } = await run("fish", ["--no-config", "-c", `source "${script}"; complete -C '${line}'`], {
        cwd: folder,
        env,
      });
      const offers = stdout.trim().split("\n");
      const [offer = ""] = offers.map((each) => each.split("\t")[0] ?? "");
      return offers.length === 1 ? line.replace(/\S*$/, offer) : offers.map((each) => each.split("\t")[0]).join(" ");
    }),
  );

/** zsh on a terminal of its own, in which Tab is pressed; then it prints its line. */
const askZsh: Shell = async (lines, script, env, folder) => {
  const program = `
zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner "PS1= RPS1= ; stty -echo; autoload -U compinit; compinit -u -D; source '${script}'"
zpty -w inner 'show() { print -r -- "<<$BUFFER>>"; BUFFER= }; zle -N show; bindkey "^Xg" show; bindkey "^I" complete-word; print ready-$((6 * 7))'
zpty -r inner answer '*ready-42*'
for line in "$@"; do
  zpty -w -n inner "$line"$'\\t\\x18g'
  zpty -r inner answer '*<<*>>*'
  answer=\${answer##*<<}
  print -r -- "\${answer%%>>*}"
done
zpty -d inner`;
  const { stdout } = await run("zsh", ["-f", "-c", program, "zsh", ...lines], {
    cwd: folder,
    env,
    timeout: 60_000,
    killSignal: "SIGKILL",
  });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd());
};

const shells = await Promise.all(
  (
    [
      ["zsh", askZsh],
      ["fish", askFish],
    ] as const
  ).map(async ([name, ask]) => {
    const isThere = await run(name, ["--version"]).then(
      () => true,
      () => false,
    );
    return { name, ask, isThere, title: isThere ? name : `${name} (skipped: it is not installed)` };
  }),
);

for (const { name, ask, isThere, title } of shells)
  inFolder.skipIf(!isThere)(`completion in ${title}`, { timeout: 120_000 }, async ({ folder }) => {
    const script = join(folder, `airdock.${name}`);
    await writeFile(script, (await runAirdock(folder, ["completion", name])).stdout);
    await writeFile(join(folder, "airdock.config.yaml"), "connections: { my-shop: { source: 'sample:shop' } }\n");
    const program = join(folder, "bin", "airdock");
    const entry = join(dirname(createRequire(import.meta.url).resolve("airdock/package.json")), "bin", "airdock.js");
    await mkdir(dirname(program));
    await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${entry}" "$@"\n`);
    await chmod(program, 0o755);
    const env = {
      ...process.env,
      HOME: folder,
      TERM: "xterm",
      PATH: `${dirname(program)}${delimiter}${process.env["PATH"]}`,
    };
    const lines = [
      "airdock disc",
      "airdock sync --full-r",
      "airdock sync my",
      "airdock state imp",
      "airdock help runs",
    ];
    expect(await ask(lines, script, env, folder)).toEqual([
      "airdock discover",
      "airdock sync --full-refresh",
      "airdock sync my-shop",
      "airdock state import",
      "airdock help runs",
    ]);
  });
