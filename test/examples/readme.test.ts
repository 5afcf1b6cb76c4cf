import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { readExample } from "./read-example.ts";
import { runInFolder } from "./run-in-folder.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const environment = { ...process.env, PATH: `${root}/node_modules/.bin${delimiter}${process.env["PATH"]}`, CI: "true" };

test("the two commands of the first example are scripts of the repository", async () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    await readFile(join(root, "package.json"), "utf8"),
  );
  const commands = [...readExample("start").matchAll(/^npm (\w+)/gm)].map(([, name = ""]) => name);
  expect(commands).toEqual(["start", "test"]);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(commands));
});

test("the program compiles and prints the first users", { timeout: 300_000 }, async ({ skip }) => {
  skip(
    !(await isReachable("https://pypi.org/simple/pip/")),
    "PyPI cannot be reached, and the example installs a connector from it",
  );
  const printed = await runInFolder(async (folder) => {
    await writeFile(join(folder, "library.ts"), readExample("library"));
    const settings = { extends: "../../../tsconfig.json", files: ["library.ts"], include: [] };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings));
    await run("tsc", ["-p", folder], { env: environment });
    return run("node", ["library.ts"], { cwd: folder, env: environment });
  });
  expect(printed.stdout.trim().split("\n")).toHaveLength(3);
});

test("every command does what it says", { timeout: 300_000 }, async () => {
  const commands = readExample("commands").trim().split("\n");
  const printed = await runInFolder(async (folder) => {
    const outputs: string[] = [];
    for (const command of commands) {
      const { stdout } = await run("sh", ["-c", command.replace(/^npx /, "")], { cwd: folder, env: environment });
      outputs.push(stdout);
    }
    return outputs;
  });
  expect(printed.join("\n")).toMatch(/shop\.users.*name +email.*3 rows.*purchases/s);
  expect(printed[3]?.trim().split("\n")).toHaveLength(2);
});

async function isReachable(url: string): Promise<boolean> {
  return fetch(url, { method: "HEAD" }).then(
    () => true,
    () => false,
  );
}
