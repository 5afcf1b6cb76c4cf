import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { connectorPath } from "@airdock-test/connectors";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";

/** The folder that the README puts on the PATH. */
const bin = join(dirname(fileURLToPath(import.meta.url)), "../../bin");

inFolder("the `airdock` of the set-up clone: a signal to `$!` reaches Airdock itself", async ({ folder }) => {
  const sync = `airdock sync ${connectorPath("hangs")} --name hung --to sqlite:./data.sqlite`;
  // The shell script of somebody's nightly job: start, note the id, end it, ask how it ended.
  const script = `${sync} 2>log & pid=$!
    until grep -q "items: started" log 2>/dev/null; do :; done
    kill -TERM $pid; wait $pid; echo "ended: $?"
    ${sync} --stall-after 1s 2>again
    grep -c "items: started" again`;
  expect((await runBash(script, folder)).split("\n")).toEqual(["ended: 143", "1", ""]);
});

inFolder("a link to the clone's `airdock` runs it as well, wherever the shell is", async ({ folder }) => {
  const script = `ln -s ${join(bin, "airdock")} ./mine && cd / && "$OLDPWD/mine" --version`;
  expect(await runBash(script, folder)).toMatch(/^\d+\.\d+\.\d+\n$/);
});

async function runBash(script: string, folder: string): Promise<string> {
  const env = { ...process.env, NO_COLOR: "1", PATH: `${bin}:${process.env["PATH"] ?? ""}` };
  const child = spawn("bash", ["-c", script], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  return stdout;
}
