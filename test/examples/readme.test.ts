import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { readExample } from "./read-example.ts";
import { listReadmeBlocks } from "./readme-block.ts";
import { runInFolder } from "./run-in-folder.ts";
import { environment, runCommands, runProgram } from "./run-program.ts";

const root = join(import.meta.dirname, "../..");

test("the two commands of the first example are scripts of the repository", async () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    await readFile(join(root, "package.json"), "utf8"),
  );
  const commands = [...readExample("start").matchAll(/^npm (\w+)/gm)].map(([, name = ""]) => name);
  expect(commands).toEqual(["start", "test"]);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(commands));
});

test("the tour prints what the README shows", { timeout: 300_000 }, async () => {
  const shown = listReadmeBlocks().find(({ path, text }) => path === "README.md" && text.includes("$ bin/airdock"));
  const printed = await runInFolder(async (folder) => {
    const command = `node ${join(import.meta.dirname, "tour.ts")} 200 2>&1`;
    return (await promisify(execFile)("sh", ["-c", command], { cwd: folder, env: environment })).stdout;
  });
  const lines = plain(printed).split("\n");
  expect(lines).toEqual(
    expect.arrayContaining(
      plain(shown?.text ?? "no such block")
        .trimEnd()
        .split("\n"),
    ),
  );
  expect(printed).toMatch(/\nproduct +sold +revenue\n/);
  expect(printed).toContain("\n5 rows\n");
});

/** Text without what differs from run to run: figures, and the widths they lead to. */
function plain(text: string): string {
  return text
    .replaceAll(/\d[\d,.]*( [kM]?B| s)?/g, "#")
    .replaceAll(/─+/g, "─")
    .replaceAll(/ +/g, " ");
}

test("the program compiles and prints the first users", { timeout: 300_000 }, async ({ skip }) => {
  skip(!(await canDownload()), "pip reaches no package index here, and the example installs a connector from it");
  const printed = await runInFolder((folder) => runProgram(folder, { "library.ts": readExample("library") }));
  const names = printed.trim().split("\n");
  expect(names).toHaveLength(3);
  for (const name of names) expect(name).toMatch(/^\p{Lu}\p{L}+/u);
});

test("every command does what it says", { timeout: 300_000 }, async () => {
  const [, tables = "", names = "", records = "", streams = "", runs = ""] = await runInFolder((folder) =>
    runCommands(folder, readExample("commands")),
  );
  expect(tables).toMatch(/^shop +users +shop\.users +merge +1,000$/m);
  expect(names).toMatch(/^name +email\n[─ ]+\n(.+@.+\n){3}3 rows\n$/);
  expect(
    records
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).id),
  ).toEqual([1, 2]);
  expect(streams).toMatch(/^purchases +full_refresh, incremental +id +updated_at +\d+$/m);
  expect(runs).toMatch(/^ +1 +shop +sample:shop .* ok +4,100 +4,100$/m);
});

/** Asks pip, which knows the index of this machine. */
async function canDownload(): Promise<boolean> {
  const download = ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", tmpdir(), "six"];
  return promisify(execFile)("python3", download).then(
    () => true,
    () => false,
  );
}
