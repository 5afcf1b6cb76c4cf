import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { decodeText } from "../config/decode-text.ts";
import { ConfigError } from "../error/config-error.ts";
import { parseEnvFile } from "./env-file.ts";
import { refuseUntrusted } from "../trust/refuse-untrusted.ts";
import { checkConfig } from "./check-config.ts";
import { findConfigFile } from "./find-config-file.ts";
import { LoadedConfig } from "./loaded-config.ts";
import { readConfigFile } from "./read-config-file.ts";
import type { Variables } from "./resolve-entry.ts";

/** How `loadConfig` finds and reads the file. One that is named is taken whoever owns it. */
export interface LoadConfigOptions {
  /** The file itself, relative to the folder; else it is looked for in the folder and those above. */
  readonly file?: string | undefined;
  /** The environment, which goes before `.env` beside the file. Default: that of the process. */
  readonly env?: Variables | undefined;
}

/**
 * The config file of a project: `airdock.config.ts`, `.js`, `.json` or `.yaml`, in a folder or above it; undefined when there is none.
 * One that was found, and the `.env` beside it, have to be the user's own. Rejects with CONFIG_UNTRUSTED, CONFIG_INVALID (each finding with its path, what is expected and what is there) and FILE_UNREADABLE.
 */
export async function loadConfig(
  folder: string = process.cwd(),
  options: LoadConfigOptions = {},
): Promise<LoadedConfig | undefined> {
  const path = options.file === undefined ? await findConfigFile(folder) : resolve(folder, options.file);
  if (path === undefined) return undefined;
  const env = options.env ?? process.env;
  const variables = join(dirname(path), ".env");
  if (options.file === undefined) for (const found of [path, variables]) await refuseUntrusted(found, { env });
  const config = await checkConfig(await readConfigFile(path), path);
  const file = await readEnvFile(variables);
  return new LoadedConfig(path, config, { ...file, ...env });
}

async function readEnvFile(path: string): Promise<Variables> {
  try {
    return parseEnvFile(decodeText(await readFile(path)));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return {};
    throw new ConfigError(`The file ${path} cannot be read.`, {
      code: "FILE_UNREADABLE",
      cause,
      hint: "Check who may read it.",
    });
  }
}
