import { createInterface } from "node:readline";
import { guardCache } from "@airdock/core";
import { importCacheModule } from "../cache-module.ts";
import { processScripts } from "./process-script.ts";

/** The program of the other process; its arguments: the cache module, the folder, a script, what the script is told. */
async function runScript([moduleUrl = "", folder = "", script = "", input = "null"]: readonly string[]): Promise<void> {
  const run = Object.entries(processScripts).find(([name]) => name === script)?.[1];
  if (run === undefined) throw new Error(`There is no script ${script}.`);
  const lines = createInterface({ input: process.stdin });
  const heard = lines[Symbol.asyncIterator]();
  const cache = guardCache(await (await importCacheModule(moduleUrl)).createCache(folder));
  await cache.open();
  await run({
    cache,
    input: JSON.parse(input),
    print: (line) => void process.stdout.write(`${line}\n`),
    heard: async () => (await heard.next()).value ?? "",
  });
  await cache.close();
  lines.close();
}

void runScript(process.argv.slice(2));
