import { readFile } from "node:fs/promises";
import type { ScriptLogEntry } from "./base/script.mjs";

/** What a scripted connector logged: one entry per start, in order. */
export async function readScriptLog(file: string): Promise<ScriptLogEntry[]> {
  const text = await readFile(file, "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as ScriptLogEntry);
}
