import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject } from "../../config/is-object.ts";
import { InstallError } from "../../error/install-error.ts";
import type { JsonValue } from "../../protocol/json.ts";
import { sourceName } from "../connector-name.ts";
import type { ConnectorPin } from "../connector-pin.ts";
import { refuseUntrusted } from "../../trust/refuse-untrusted.ts";
import { withInstallLock } from "../install/install-lock.ts";
import type { SourceReference } from "../source-reference.ts";

/** The connectors of a project, pinned: `airdock.lock`. References as they are written, and what each means. */
export type ConnectorLock = Readonly<Record<string, ConnectorPin>>;

const version = 1;

/** What a reference is called in a lock: as it is written; a catalogue name in full. */
export function lockKey(reference: SourceReference): string {
  return reference.scheme === "name" ? sourceName(reference.name) : reference.text;
}

/** The lock of a project folder; empty when there is none. Rejects with LOCK_INVALID, CONFIG_UNTRUSTED. */
export async function readConnectorLock(projectFolder: string): Promise<ConnectorLock> {
  const text = await readFile(lockPath(projectFolder), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw invalid(projectFolder, "it cannot be read", error);
  });
  if (text === undefined) return {};
  // It says what the names of connectors run.
  await refuseUntrusted(lockPath(projectFolder));
  const document = parseDocument(text, projectFolder);
  const connectors = isObject(document) ? document["connectors"] : undefined;
  if (!isObject(document) || !isObject(connectors)) throw invalid(projectFolder, "it lists no connectors");
  if (document["version"] !== version) throw invalid(projectFolder, "another version of Airdock wrote it");
  const pins = Object.entries(connectors).map(([reference, entry]): [string, ConnectorPin] => {
    const pin = readPin(entry);
    if (pin === undefined) throw invalid(projectFolder, `the entry of ${reference} is not whole`);
    return [reference, pin];
  });
  return Object.fromEntries(pins);
}

/** Writes, or with undefined removes, one entry of a project's lock. */
export async function changeConnectorLock(
  projectFolder: string,
  key: string,
  pin: ConnectorPin | undefined,
  signal?: AbortSignal,
): Promise<void> {
  const path = lockPath(projectFolder);
  await withInstallLock(`${path}.busy`, { signal }, async () => {
    const { [key]: _before, ...others } = await readConnectorLock(projectFolder);
    const entries = Object.entries(pin === undefined ? others : { ...others, [key]: pin });
    const connectors = Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
    const beside = `${path}.${randomUUID()}`;
    try {
      await writeFile(beside, `${JSON.stringify({ version, connectors }, undefined, 2)}\n`);
      await rename(beside, path);
    } finally {
      await rm(beside, { force: true });
    }
  });
}

function lockPath(projectFolder: string): string {
  return join(projectFolder, "airdock.lock");
}

function parseDocument(text: string, projectFolder: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw invalid(projectFolder, "it is not JSON (a merge conflict?)", cause);
  }
}

function readPin(entry: JsonValue | undefined): ConnectorPin | undefined {
  if (!isObject(entry)) return undefined;
  const { runs, digest, version: ofConnector, contents } = entry;
  if (typeof runs !== "string" || typeof digest !== "string") return undefined;
  return {
    runs,
    ...(typeof ofConnector === "string" ? { version: ofConnector } : {}),
    digest,
    ...(contents === undefined ? {} : { contents }),
  };
}

function invalid(projectFolder: string, reason: string, cause?: unknown): InstallError {
  return new InstallError(`${lockPath(projectFolder)} cannot be used: ${reason}.`, {
    code: "LOCK_INVALID",
    cause,
    hint: "Bring it back from version control, or remove it and write it anew: airdock install SOURCE",
  });
}
