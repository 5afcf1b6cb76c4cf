import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseExact, printExact } from "../protocol/exact-json.ts";
import type { JsonObject } from "../protocol/json.ts";
import type { ConnectorSpec } from "../protocol/spec.ts";

/**
 * The spec an installed connector gave before; undefined when it gave none yet. Starting a Python connector costs seconds,
 * and the spec of an installation never changes.
 */
export async function readKeptSpec(folder: string): Promise<ConnectorSpec | undefined> {
  try {
    const spec = parseExact(await readFile(specPath(folder), "utf8")) as JsonObject;
    return typeof spec["connectionSpecification"] === "object" ? (spec as JsonObject & ConnectorSpec) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a connector's spec beside it. Not being able to is no error: it is asked for again. */
export async function keepSpec(folder: string, spec: ConnectorSpec): Promise<void> {
  const beside = `${specPath(folder)}.${randomUUID()}`;
  try {
    await writeFile(beside, printExact({ ...spec } as JsonObject));
    await rename(beside, specPath(folder));
  } catch {
    await rm(beside, { force: true }).catch(() => {});
  }
}

function specPath(folder: string): string {
  return join(folder, "spec.json");
}
