import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AirdockError, decodeText, type JsonObject, type JsonValue, parseExact } from "@airdock/core";
import type { Terminal } from "./terminal/terminal.ts";

/**
 * The connector's config from a file (JSON, or YAML by its ending), or from standard input for `-`. Numbers stay exact.
 * Rejects with FILE_UNREADABLE or CONFIG_INVALID; messages never repeat what the file says.
 */
export async function readConfig(file: string, terminal: Terminal): Promise<JsonObject> {
  const text = file === "-" ? await readInput(terminal.input) : await readText(resolve(terminal.cwd, file), file);
  const config = /\.ya?ml$/i.test(file) ? await parseYaml(text, file) : parseJson(text, file);
  if (isObject(config)) return config;
  throw new AirdockError(`${label(file)} does not hold an object.`, {
    code: "CONFIG_INVALID",
    hint: 'The config of a connector is an object, such as { "count": 1000 }.',
  });
}

async function readText(path: string, file: string): Promise<string> {
  try {
    return decodeText(await readFile(path));
  } catch (cause) {
    throw new AirdockError(`The config file ${file} cannot be read.`, {
      code: "FILE_UNREADABLE",
      cause,
      hint: "Check the path after --config.",
    });
  }
}

async function readInput(input: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return decodeText(Buffer.concat(chunks));
}

function parseJson(text: string, file: string): JsonValue {
  try {
    return parseExact(text);
  } catch {
    throw new AirdockError(`${label(file)} is not valid JSON.`, {
      code: "CONFIG_INVALID",
      hint: "A YAML config needs a name that ends in .yaml.",
    });
  }
}

async function parseYaml(text: string, file: string): Promise<JsonValue> {
  const { parse } = await import("yaml");
  try {
    return parse(text) as JsonValue;
  } catch {
    throw new AirdockError(`${label(file)} is not valid YAML.`, {
      code: "CONFIG_INVALID",
      hint: "Check its indentation; a text with a colon in it needs quotes.",
    });
  }
}

function label(file: string): string {
  return file === "-" ? "The config on standard input" : `The config file ${file}`;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
