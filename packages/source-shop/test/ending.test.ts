import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { configuredCatalog, executable } from "./run-shop.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "source-shop-"));
  await writeFile(join(folder, "config.json"), JSON.stringify({ users: 5_000_000 }));
  await writeFile(join(folder, "catalog.json"), JSON.stringify(configuredCatalog("users")));
});

afterEach(() => rm(folder, { recursive: true }));

test("it ends quietly when its reader goes away", async () => {
  const child = startReading();
  await once(child.stdout, "data");
  child.stdout.destroy();
  expect(await ending(child)).toEqual({ code: 0, signal: null, stderr: "" });
});

test("it ends quietly on SIGTERM", async () => {
  const child = startReading();
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  child.stdout.resume();
  expect(await ending(child)).toEqual({ code: null, signal: "SIGTERM", stderr: "" });
});

function startReading() {
  const argv = [executable, "read", "--config", join(folder, "config.json"), "--catalog", join(folder, "catalog.json")];
  return spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "pipe"] });
}

async function ending(child: ReturnType<typeof startReading>): Promise<object> {
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  const [code, signal] = await once(child, "close");
  return { code, signal, stderr };
}
