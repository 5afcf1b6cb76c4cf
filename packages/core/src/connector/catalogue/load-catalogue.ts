import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { userCacheFolder } from "../../async/user-cache-folder.ts";
import { CatalogueError } from "../../error/catalogue-error.ts";
import { isOffline } from "../is-offline.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import { keepCatalogue, type KeptCatalogue, readKeptCatalogue } from "./kept-catalogue.ts";
import { parseRegistry } from "./parse-registry.ts";
import { readRegistryFile } from "./read-registry-file.ts";
import { describeAddress, registryLocation } from "./registry-location.ts";

/** Which catalogue, and how. */
export interface CatalogueOptions {
  /** URL or path of a mirror. Default: `AIRDOCK_REGISTRY`, else Airbyte's public registry. */
  readonly registry?: string | undefined;
  /** True: use the copy on disk, however old, and what is installed; open no connection. Default: whether `AIRDOCK_OFFLINE` is set. */
  readonly offline?: boolean | undefined;
  /** Where the copy is kept. Default: `AIRDOCK_HOME`, else `airdock` in the user's cache folder. */
  readonly home?: string | undefined;
}

/** How one look into the catalogue behaves. */
export interface CatalogueCall {
  readonly signal?: AbortSignal | undefined;
  /** Told when the catalogue is fetched, and when an old copy has to do. */
  readonly onProgress?: ((step: string) => void) | undefined;
  /** Fetches also when the copy is young. Default false. */
  readonly refresh?: boolean | undefined;
}

/** The connectors there are. */
export interface Catalogue {
  /** Where it comes from, for people. */
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly fetchedAt: number;
  /** Sorted by name. */
  readonly entries: readonly CatalogueEntry[];
}

const day = 24 * 60 * 60_000;
/** A copy of this age is fetched again. */
const freshFor = day;
/** A copy of this age stands in for a registry that cannot be reached; an older one only with `offline`. */
const usableFor = 30 * day;

/**
 * The connector catalogue: from disk when it was fetched within a day, else from the registry; when that cannot be reached,
 * the copy of at most 30 days. Rejects with CATALOGUE_UNAVAILABLE, CATALOGUE_EXPIRED, CATALOGUE_INVALID.
 */
export async function loadCatalogue(options: CatalogueOptions = {}, call: CatalogueCall = {}): Promise<Catalogue> {
  const { registry } = registryLocation(options.registry);
  const origin = describeAddress(registry);
  const home = resolve(options.home ?? userCacheFolder());
  const offline = isOffline(options);
  // A registry on this disk needs no copy.
  if (registry.protocol === "file:") return readFromDisk(registry, origin, call);
  const kept = await readKeptCatalogue(home, registry);
  const age = kept === undefined ? Infinity : Date.now() - kept.fetchedAt;
  if (kept !== undefined && (offline || (age < freshFor && call.refresh !== true))) return { origin, ...kept };
  if (offline) throw neverFetched(origin);
  call.onProgress?.(`fetching the connector catalogue from ${origin}`);
  try {
    const fetched = await fetchCatalogue(registry, origin, call);
    await keepCatalogue(home, registry, fetched);
    return { origin, ...fetched };
  } catch (error) {
    call.signal?.throwIfAborted();
    if (kept === undefined) throw error;
    const days = Math.round(age / day);
    if (age > usableFor) throw expired(origin, days, error);
    call.onProgress?.(
      `the connector catalogue at ${origin} cannot be had; using the copy that is ${days === 1 ? "a day" : `${days} days`} old`,
    );
    return { origin, ...kept };
  }
}

async function readFromDisk(registry: URL, origin: string, call: CatalogueCall): Promise<Catalogue> {
  const { entries } = await fetchCatalogue(registry, origin, call);
  return { origin, fetchedAt: (await stat(registry)).mtimeMs, entries };
}

async function fetchCatalogue(registry: URL, origin: string, { signal }: CatalogueCall): Promise<KeptCatalogue> {
  const content = await readRegistryFile(registry, signal).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw unavailable(origin, "cannot be reached", cause);
  });
  if (content === undefined) throw registry.protocol === "file:" ? noFile(origin) : unavailable(origin, "is not there");
  return { fetchedAt: Date.now(), entries: parseRegistry(content.toString("utf8"), origin) };
}

function unavailable(origin: string, reason: string, cause?: unknown): CatalogueError {
  return new CatalogueError(`The connector catalogue ${reason}: ${origin}`, {
    code: "CATALOGUE_UNAVAILABLE",
    cause,
    retryable: true,
    hint: "Check the network and proxy, or let AIRDOCK_REGISTRY name a mirror (a URL or a folder). References such as pypi:airbyte-source-faker need no catalogue.",
  });
}

function noFile(origin: string): CatalogueError {
  return new CatalogueError(`The connector catalogue is not there: ${origin}`, {
    code: "CATALOGUE_UNAVAILABLE",
    hint: "What AIRDOCK_REGISTRY names is a folder in the layout of Airbyte's registry: registries/v0/oss_registry.json, and metadata/airbyte/NAME/VERSION/manifest.yaml for each manifest.",
  });
}

function neverFetched(origin: string): CatalogueError {
  return new CatalogueError(`There is no copy of the connector catalogue from ${origin} yet.`, {
    code: "CATALOGUE_UNAVAILABLE",
    hint: "Look into it once with a network, such as by `airdock sources`; offline works from then on.",
  });
}

function expired(origin: string, days: number, cause: unknown): CatalogueError {
  return new CatalogueError(
    `The copy of the connector catalogue is ${days} days old, and ${origin} cannot be had for a new one.`,
    {
      code: "CATALOGUE_EXPIRED",
      cause,
      retryable: true,
      hint: "Check the network and proxy. With --offline (AIRDOCK_OFFLINE=1) the old copy is used all the same.",
    },
  );
}
