import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginStream, planStream } from "@airdock-test/stream-run";
import { expect, test } from "vitest";
import { createDuckdbCache } from "../src/index.ts";

// Root may write everywhere: `nobody` reads in its place, where that may read the sources.
const reader = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const sources = new URL("../src/index.ts", import.meta.url);
const reading = `process.getBuiltinModule("node:fs").readFileSync(new URL(${JSON.stringify(sources.href)}))`;
const mayRead = spawnSync(process.execPath, ["--eval", reading], { ...reader, cwd: "/" }).status === 0;
const passedOver = mayRead ? "" : " (passed over: root may write everywhere, and nobody else may read this folder)";

test.skipIf(!mayRead).each([
  { what: "file", file: 0o444, folder: 0o755 },
  { what: "file in a folder that anybody may write to", file: 0o444, folder: 0o777 },
  { what: "folder", file: 0o644, folder: 0o555 },
])(
  `a read-only $what can be queried, and nothing is left beside it${passedOver}`,
  async ({ file: mode, folder: folderMode }) => {
    const folder = await mkdtemp(join(tmpdir(), "airdock-duckdb-"));
    const file = join(folder, "data.duckdb");
    {
      await using cache = createDuckdbCache(file);
      await cache.open();
      const run = await beginStream(cache, planStream("users"));
      await run.stage([{ id: 1, name: "Ada" }]);
      await run.finalize({ complete: true });
      await run.finish();
    }
    const before = await readFile(file);
    await chmod(file, mode);
    await chmod(folder, folderMode);
    const program = `const { createDuckdbCache } = await import(${JSON.stringify(sources.href)});
    const cache = createDuckdbCache(${JSON.stringify(file)});
    await cache.open({ access: "read" });
    const { rows } = await cache.query("select name from shop.users");
    const [{ rows: counted }] = (await cache.connections())[0].streams;
    await cache.close();
    console.log(JSON.stringify({ rows, counted }));`;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
      ...reader,
      cwd: "/",
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({ rows: [["Ada"]], counted: 1 });
    expect(await readdir(folder)).toEqual(["data.duckdb"]);
    expect((await readFile(file)).equals(before)).toBe(true);
    await chmod(folder, 0o700);
    await rm(folder, { recursive: true });
  },
);
