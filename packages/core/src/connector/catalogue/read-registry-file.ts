import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { httpGet } from "../http-get.ts";

/** Milliseconds a file of the registry may take. */
const timeLimit = 60_000;

/** A file of a registry, from disk or by http. Undefined when the registry has none of that name; rejects when it cannot be asked. */
export async function readRegistryFile(url: URL, signal: AbortSignal | undefined): Promise<Buffer | undefined> {
  try {
    if (url.protocol === "file:") return await readFile(fileURLToPath(url));
    const late = AbortSignal.timeout(timeLimit);
    return await httpGet(url, "*/*", signal === undefined ? late : AbortSignal.any([signal, late]));
  } catch (error) {
    signal?.throwIfAborted();
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "ENOENT") || ("status" in error && error.status === 404);
}
