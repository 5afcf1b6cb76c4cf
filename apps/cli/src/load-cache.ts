import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AirdockError, type Cache, installAdvice, nearestName, refuseUntrusted } from "@airdock/core";
import { parseCacheUrl } from "./cache-url.ts";

/** What the command line asks of a cache package. */
interface CachePackage {
  createCache(url: string, options?: { readonly folder?: string }): Cache;
}

/** Where a cache is looked for. */
export interface CacheLookUp {
  /** The folder relative paths start from. */
  readonly folder: string;
  /** The folder whose packages go first. */
  readonly projectFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The cache a URL names: its package is looked for in the user's project, then beside the command line, and loaded only
 * now. Rejects with CACHE_NOT_INSTALLED and the command that installs it, and with CONFIG_UNTRUSTED for a package that is not the user's own.
 */
export async function loadCache(text: string, place: CacheLookUp): Promise<Cache> {
  const { name, file, url, isOfProject } = findCachePackage(text, place);
  if (isOfProject) await refuseUntrusted(file, { env: place.env });
  return (await importCachePackage(name, file)).createCache(url, { folder: place.folder });
}

/** The package of a cache URL, not loaded. Throws CACHE_NOT_INSTALLED, CACHE_URL_INVALID. */
export function findCachePackage(
  text: string,
  { projectFolder, env }: CacheLookUp,
): { readonly name: string; readonly file: string; readonly url: string; readonly isOfProject: boolean } {
  const { kind, packages, url } = parseCacheUrl(text, env);
  for (const name of packages) {
    const [ofProject, own] = [join(projectFolder, "package.json"), import.meta.url].map((base) =>
      findPackage(name, base),
    );
    const file = ofProject ?? own;
    if (file !== undefined) return { name, file, url, isOfProject: file !== own };
  }
  if (kind !== undefined && !cacheKinds.includes(kind)) throw unknownKind(kind);
  throw new AirdockError(`The cache package ${packages.join(" or ")} is not installed.`, {
    code: "CACHE_NOT_INSTALLED",
    hint: installAdvice(packages[0] ?? ""),
    data: { package: packages[0] },
  });
}

/** The caches that are ours; others are named by their packages. */
const cacheKinds: readonly string[] = ["duckdb", "sqlite", "postgres"];

/** Names that people give them. */
const otherNames: Readonly<Record<string, string>> = { pg: "postgres", psql: "postgres" };

function unknownKind(kind: string): AirdockError {
  const nearest = otherNames[kind] ?? nearestName(kind, cacheKinds);
  const known = "The caches are duckdb:./data.duckdb, sqlite:./data.sqlite and postgres://user@host/database";
  return new AirdockError(`There is no cache ${kind}.`, {
    code: "CACHE_NOT_INSTALLED",
    hint: `${nearest === undefined ? "" : `Did you mean ${nearest}:? `}${known}; one by another author is <its package>:<url>.`,
  });
}

function findPackage(name: string, base: string): string | undefined {
  try {
    return createRequire(base).resolve(name);
  } catch {
    return undefined;
  }
}

async function importCachePackage(name: string, file: string): Promise<CachePackage> {
  const module: unknown = await import(pathToFileURL(file).href);
  if (
    typeof module === "object" &&
    module !== null &&
    "createCache" in module &&
    typeof module.createCache === "function"
  )
    return module as CachePackage;
  throw new AirdockError(`${name} is not a cache package: it exports no createCache.`, {
    code: "CACHE_URL_INVALID",
    hint: "Name a package that implements the Airdock cache contract.",
  });
}
