import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { ConfigError } from "../error/config-error.ts";
import { parseExact, printExact } from "../protocol/exact-json.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { decodeText } from "./decode-text.ts";
import { isObject } from "./is-object.ts";

/** A connector's config: its value, and the JSON text that is handed to the connector. */
export interface ConnectorConfig {
  readonly value: JsonObject;
  readonly text: string;
}

/**
 * Reads a config: an object, or the path of a JSON or YAML file. The text of a JSON file is handed on as it stands; numbers
 * that no double holds stay exact in any case. Rejects with FILE_UNREADABLE, CONFIG_INVALID.
 */
export async function readConfig(config: JsonObject | string): Promise<ConnectorConfig> {
  if (typeof config !== "string") return configOf(JSON.stringify(config, keepBigInt), "The config");
  const content = await readText(config);
  const name = `The config file ${config}`;
  if (![".yaml", ".yml"].includes(extname(config).toLowerCase())) return configOf(content, name);
  const { parse } = await import("yaml");
  try {
    return configOf(JSON.stringify(parse(content, { intAsBigInt: true }), keepBigInt), name);
  } catch (error) {
    throw invalid(`${name} is not valid YAML.`, error);
  }
}

/** A config made of a value. */
export function printConfig(value: JsonObject): ConnectorConfig {
  return { value, text: printExact(value) };
}

function configOf(text: string, name: string): ConnectorConfig {
  let value: JsonValue;
  try {
    value = parseExact(text);
  } catch (error) {
    throw invalid(`${name} is not valid JSON.`, error);
  }
  if (!isObject(value)) throw invalid(`${name} is not a JSON object.`);
  return { value, text };
}

async function readText(path: string): Promise<string> {
  try {
    return decodeText(await readFile(path));
  } catch (cause) {
    throw new ConfigError(`The config file ${path} cannot be read.`, {
      code: "FILE_UNREADABLE",
      cause,
      hint: "Check the path; relative paths start from the working directory.",
      data: { path },
    });
  }
}

function keepBigInt(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? parseExact(String(value)) : value;
}

function invalid(message: string, cause?: unknown): ConfigError {
  return new ConfigError(message, {
    code: "CONFIG_INVALID",
    cause,
    hint: "It has to be one JSON object, as the connector's spec describes it.",
  });
}
