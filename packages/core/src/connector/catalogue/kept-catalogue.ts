import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CatalogueEntry } from "./catalogue-entry.ts";

/** A copy of a catalogue on disk: what is needed of it, and when it was fetched. */
export interface KeptCatalogue {
  /** Milliseconds since 1970. */
  readonly fetchedAt: number;
  readonly entries: readonly CatalogueEntry[];
}

/** Raised when the form of the copy changes: an older one is then fetched anew. */
const layout = 2;

/** The copy of a registry's catalogue below `home`; undefined when there is none that can be used. */
export async function readKeptCatalogue(home: string, registry: URL): Promise<KeptCatalogue | undefined> {
  try {
    const kept = JSON.parse(await readFile(keptPath(home, registry), "utf8")) as KeptCatalogue & { layout: number };
    return kept.layout === layout && Array.isArray(kept.entries) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a catalogue. Not being able to is no error: it is fetched again. */
export async function keepCatalogue(home: string, registry: URL, catalogue: KeptCatalogue): Promise<void> {
  const path = keptPath(home, registry);
  const beside = `${path}.${randomUUID()}`;
  try {
    await mkdir(join(home, "catalogue"), { recursive: true });
    await writeFile(beside, JSON.stringify({ layout, ...catalogue }));
    await rename(beside, path);
  } catch {
    await rm(beside, { force: true }).catch(() => {});
  }
}

/** A file for each registry, so that a mirror and the public one do not take each other's place. */
function keptPath(home: string, registry: URL): string {
  return join(home, "catalogue", `${createHash("sha256").update(registry.href).digest("hex").slice(0, 12)}.json`);
}
