import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const packages = [
  { kind: "CommonJS", text: '{"name": "mine", "type": "commonjs"}' },
  { kind: "a module", text: '{"name": "mine", "type": "module"}' },
  { kind: "of no type", text: '{"name": "mine"}' },
  { kind: "absent", text: undefined },
];
const formats = [undefined, "ts", "js", "json", "yaml"] as const;
const init = ["init", "sample:shop", "--yes", "--no-check", "--set", "users=3"];

inFolder.for(packages)(
  "where the package is $kind, what init writes can be used, in every format",
  async ({ text }, { folder }) => {
    for (const format of formats) {
      const project = join(folder, format ?? "default");
      const { mkdir } = await import("node:fs/promises");
      await mkdir(project);
      if (text !== undefined) await writeFile(join(project, "package.json"), text);
      const made = await runAirdock(project, [...init, ...(format === undefined ? [] : ["--format", format])]);
      expect([format, made.status, made.stderr]).toEqual([format, 0, expect.stringContaining("connection shop is in")]);
      const used = await runAirdock(project, ["doctor", "--offline", "--json"]);
      expect(used.stdout).toContain("airdock.config");
      expect(used.stdout).toContain("1 connection");
    }
  },
);

inFolder("init for a connection that is there says so, and changes nothing", async ({ folder }) => {
  await runAirdock(folder, init);
  const before = await readFile(join(folder, "airdock.config.yaml"), "utf8");
  const again = await runAirdock(folder, init);
  expect(again.stderr).toContain("airdock.config.yaml has a connection shop already. [USAGE]");
  expect(again.status).toBe(2);
  expect(await readFile(join(folder, "airdock.config.yaml"), "utf8")).toBe(before);
  expect((await runAirdock(folder, [...init, "--name", "other"])).status).toBe(0);
});

inFolder("a config with a byte order mark is read, wherever it comes from", async ({ folder }) => {
  const config = '{"users": 3, "products": 1, "purchases": 1}';
  await writeFile(join(folder, "config.json"), `\uFEFF${config}`);
  await writeFile(join(folder, "wide.json"), `\uFEFF${config}`, "utf16le");
  await writeFile(join(folder, "config.yaml"), "\uFEFFusers: 3\nproducts: 1\npurchases: 1\n");
  for (const file of ["config.json", "wide.json", "config.yaml"])
    expect(
      (await runAirdock(folder, ["read", "sample:shop", "users", "--config", file])).stdout.trim().split("\n"),
    ).toHaveLength(3);
  const input = await runAirdock(folder, ["read", "sample:shop", "users", "--config", "-"], {
    input: `\uFEFF${config}`,
  });
  expect(input.stdout.trim().split("\n")).toHaveLength(3);
  await writeFile(
    join(folder, "airdock.config.json"),
    '\uFEFF{"connections": {"a": {"source": "sample:shop", "config": "config.json"}}}',
  );
  await writeFile(join(folder, ".env"), "\uFEFFAIRDOCK_TEST=1\n");
  expect((await runAirdock(folder, ["check", "a", "--env", "AIRDOCK_TEST"])).status).toBe(0);
});

inFolder("a key that the spec does not list is named wherever the config comes from", async ({ folder }) => {
  const warning = "! The source's spec has no user. Did you mean users?";
  await writeFile(join(folder, "config.json"), '{"user": 3, "users": 2}');
  await writeFile(
    join(folder, "airdock.config.yaml"),
    "connections: { a: { source: 'sample:shop', config: { user: 3 } } }\n",
  );
  for (const args of [
    ["check", "sample:shop", "--config", "config.json"],
    ["check", "a"],
    ["check", "sample:shop", "--set", "user=3"],
  ])
    expect((await runAirdock(folder, args)).stderr.split("\n").filter((line) => line === warning)).toHaveLength(1);
});
