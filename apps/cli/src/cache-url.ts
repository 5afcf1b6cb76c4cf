import { AirdockError } from "@airdock/core";

/** A cache URL taken apart: the package names to try, in order, and what its `createCache` gets. */
export interface CacheUrl {
  /** The kind, such as `duckdb`; undefined where the URL names a package. */
  readonly kind?: string;
  readonly packages: readonly string[];
  readonly url: string;
}

/**
 * Reads `duckdb:./data.duckdb`, `postgres://…`, `env:NAME` or `<npm package>:<url>`. Rejects with CACHE_URL_INVALID,
 * never repeating the URL, since it may hold a password.
 */
export function parseCacheUrl(text: string, env: Readonly<Record<string, string | undefined>>): CacheUrl {
  const match = /^((?:@[\w.-]+\/)?[\w.-]{2,}):(.+)$/s.exec(text);
  if (match === null) {
    const file = /^[^@:]+\.(?:duckdb|ddb|db)$/.test(text) ? text : "./data.duckdb";
    const example = /^[^@:]+\.sqlite3?$/.test(text) ? `sqlite:${text}` : `duckdb:${file}`;
    throw invalid("A cache is named by its kind and its place.", `For example: ${example}`);
  }
  const [, scheme = "", rest = ""] = match;
  if (scheme === "env") return fromEnvironment(rest, env);
  if (scheme.startsWith("@") || scheme.includes("cache-")) return { packages: [scheme], url: rest };
  const name = scheme === "postgresql" ? "postgres" : scheme;
  return { kind: name, packages: [`@airdock/cache-${name}`, `airdock-cache-${name}`], url: text };
}

function fromEnvironment(name: string, env: Readonly<Record<string, string | undefined>>): CacheUrl {
  const value = env[name];
  if (value === undefined || value === "")
    throw invalid(`The environment variable ${name} is not set.`, `export ${name}=duckdb:./data.duckdb`);
  return parseCacheUrl(value, {});
}

function invalid(message: string, hint: string): AirdockError {
  return new AirdockError(message, { code: "CACHE_URL_INVALID", hint });
}
