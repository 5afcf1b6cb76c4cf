import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { ConfigError } from "../error/config-error.ts";

/** The names a config file can have, the first one first. */
const names = ["ts", "mts", "js", "mjs", "json", "yaml", "yml"].map((ending) => `airdock.config.${ending}`);

/**
 * The config file of a folder, or else of the nearest folder above it; undefined when there is none. Rejects with CONFIG_INVALID when a
 * folder has two.
 */
export async function findConfigFile(folder: string): Promise<string | undefined> {
  for (let here = resolve(folder), above = ""; here !== above; [here, above] = [dirname(here), here]) {
    const files: readonly string[] = await readdir(here).catch(() => []);
    const [file, second] = names.filter((name) => files.includes(name));
    if (second !== undefined) throw two(here, [file ?? "", second]);
    if (file !== undefined) return join(here, file);
  }
  return undefined;
}

function two(folder: string, files: readonly string[]): ConfigError {
  return new ConfigError(`There are two config files in ${folder}: ${files.join(" and ")}.`, {
    code: "CONFIG_INVALID",
    hint: "Remove one of them, or name the one you mean: --project FILE.",
  });
}
