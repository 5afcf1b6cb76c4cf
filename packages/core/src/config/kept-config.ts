import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AirdockError } from "../error/airdock-error.ts";
import { ConfigError } from "../error/config-error.ts";
import { parseExact, printExact } from "../protocol/exact-json.ts";
import type { JsonObject } from "../protocol/json.ts";
import type { ConfigChange } from "./config-change.ts";
import { isObject } from "./is-object.ts";

/** A connector's kept config: where it is, and whose. What another connector has left there is not read. */
export interface KeptConfig {
  readonly path: string;
  readonly connector: string;
}

/** Where the changes of a connection's config are kept: `<project>/.airdock/config/<connection>.json`. */
export function keptConfigPath(projectFolder: string, connection: string): string {
  return join(projectFolder, ".airdock", "config", `${encodeURIComponent(connection)}.json`);
}

/** The changes kept for a connector; none when there is no such file. Rejects with FILE_UNREADABLE. */
export async function readKeptChanges({ path, connector }: KeptConfig): Promise<readonly ConfigChange[]> {
  try {
    const kept = parseExact(await readFile(path, "utf8"));
    if (!isObject(kept) || (kept["connector"] ?? connector) !== connector) return [];
    const { changes } = kept;
    return Array.isArray(changes) ? changes.filter(isChange) : [];
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return [];
    throw new ConfigError(`The config kept for the connector cannot be read: ${path}`, {
      code: "FILE_UNREADABLE",
      cause,
      hint: "Delete the file if it is broken; the connector then starts with the config as you gave it.",
    });
  }
}

/**
 * Keeps changes so that neither a crash nor a power cut loses a token that can be used only once: written beside, flushed to
 * disk, renamed. Readable by the owner only. Rejects with DISK_UNWRITABLE.
 */
export async function writeKeptChanges(
  { path, connector }: KeptConfig,
  changes: readonly ConfigChange[],
): Promise<void> {
  const beside = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeDurably(
      beside,
      `${printExact({ version: 1, connector, changes: changes.map((change) => ({ ...change })) })}\n`,
    );
    await rename(beside, path);
    await flushFolder(dirname(path));
  } catch (cause) {
    await rm(beside, { force: true });
    throw new AirdockError("The connector's new config could not be kept.", {
      code: "DISK_UNWRITABLE",
      cause,
      hint: `Make ${dirname(path)} writable. The connector may have replaced a token that works only once.`,
    });
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  await using file = await open(path, "wx", 0o600);
  await file.writeFile(text);
  await file.sync();
}

/** A rename is only on disk once its folder is; Windows cannot open folders, and does not need to. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  await using folder = await open(path, "r");
  await folder.sync();
}

function isChange(change: unknown): change is ConfigChange & JsonObject {
  if (typeof change !== "object" || change === null || !("path" in change && "value" in change && "base" in change))
    return false;
  return Array.isArray(change.path) && (change.base === null || typeof change.base === "string");
}
