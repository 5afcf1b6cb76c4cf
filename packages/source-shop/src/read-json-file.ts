import { readFileSync } from "node:fs";
import { ConfigError } from "./config-error.ts";
import { UsageError } from "./usage-error.ts";

/** The parsed contents of an argument file; throws `UsageError` if it cannot be read, `ConfigError` if it is not JSON. */
export function readJsonFile(path: string, option: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`--${option}: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError(`The ${option} file is not valid JSON.`);
  }
}
