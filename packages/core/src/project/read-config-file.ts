import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { decodeText } from "../config/decode-text.ts";
import { ConfigError } from "../error/config-error.ts";
import { importConfigModule } from "./import-config-module.ts";
import { parseExact } from "../protocol/exact-json.ts";

/** What a config file says, not looked into yet. Rejects with CONFIG_INVALID, FILE_UNREADABLE. */
export async function readConfigFile(path: string): Promise<unknown> {
  const ending = extname(path);
  if (ending === ".json") return parseJson(path, await readText(path));
  if (ending === ".yaml" || ending === ".yml") return parseYaml(path, await readText(path));
  return runModule(path);
}

async function runModule(path: string): Promise<unknown> {
  try {
    const module = await importConfigModule(path);
    if ("default" in module) return await settle(module["default"]);
  } catch (cause) {
    throw new ConfigError(`${basename(path)} cannot be run.`, {
      code: "CONFIG_INVALID",
      cause,
      hint: `Mend ${path}: it is run by Node as it is, so types must be erasable and relative imports name their ending.`,
    });
  }
  throw new ConfigError(`${basename(path)} exports no config.`, {
    code: "CONFIG_INVALID",
    hint: "Write: export default defineConfig({ connections: { … } });",
  });
}

/** A definition may be a config, a promise, or a function. */
async function settle(definition: unknown): Promise<unknown> {
  return typeof definition === "function" ? ((await definition()) as unknown) : await definition;
}

async function readText(path: string): Promise<string> {
  try {
    return decodeText(await readFile(path));
  } catch (cause) {
    throw new ConfigError(`The config file ${path} cannot be read.`, {
      code: "FILE_UNREADABLE",
      cause,
      hint: "Check the path, and who may read the file.",
    });
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return parseExact(text);
  } catch (cause) {
    throw new ConfigError(`${basename(path)} is not valid JSON.`, {
      code: "CONFIG_INVALID",
      cause,
      hint: "JSON takes no comments and no comma after the last entry; YAML does: airdock.config.yaml.",
    });
  }
}

async function parseYaml(path: string, text: string): Promise<unknown> {
  const { parse } = await import("yaml");
  try {
    return parse(text) as unknown;
  } catch (cause) {
    throw new ConfigError(`${basename(path)} is not valid YAML.`, {
      code: "CONFIG_INVALID",
      cause,
      hint: "Check the indentation at the place named above; a text with a colon in it needs quotes.",
    });
  }
}
