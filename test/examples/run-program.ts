import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");

/** What an example's commands find: the workspace's programs first. */
export const environment = {
  ...process.env,
  PATH: `${root}/node_modules/.bin${delimiter}${process.env["PATH"]}`,
  CI: "true",
};

/** Compiles TypeScript files, by name, in a folder of `runInFolder`, runs the last of them there and gives what it prints. */
export async function runProgram(
  folder: string,
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const names = Object.keys(files);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const settings = { extends: "../../../tsconfig.json", files: names, include: [] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings));
  await run("tsc", ["-p", folder], { env: environment });
  const { stdout } = await run("node", [names.at(-1) ?? ""], { cwd: folder, env: { ...environment, ...variables } });
  return stdout;
}

/** Runs lines of shell, one after the other, and gives what each of them prints on stdout. */
export async function runCommands(folder: string, script: string): Promise<string[]> {
  const outputs: string[] = [];
  for (const line of script.trim().split("\n")) {
    const { stdout } = await run("sh", ["-c", line], { cwd: folder, env: environment });
    outputs.push(stdout);
  }
  return outputs;
}
