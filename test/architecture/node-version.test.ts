import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { repositoryRoot } from "./repository-root.ts";

const folders = ["core", "sql-cache", "cache-duckdb", "cache-sqlite", "cache-postgres", "cache-testkit", "manifest"];

/** Makes this Node say that it is another. */
const pretend = (version: string): string =>
  `data:text/javascript,Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;

const importer = `import(process.argv[1]).then(() => console.log("fine"), (error) => console.log(error.code, error.message))`;

test.each(folders.flatMap((name) => ["22.21.0", "24.0.0"].map((version) => ({ name, version }))))(
  "$name under Node $version",
  async ({ name, version }) => {
    const entry = pathToFileURL(join(repositoryRoot, "packages", name, "dist", "index.js")).href;
    const args = ["--import", pretend(version), "--input-type=module", "-e", importer, entry];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const refusal = /^NODE_UNSUPPORTED @airdock\/[a-z-]+ needs Node 24 or newer, and this is Node 22\.21\.0\.$/m;
    expect(stdout).toMatch(version.startsWith("22") ? refusal : /^fine$/m);
  },
);
