import { resolve } from "node:path";
import { AirdockError, type Cache } from "@airdock/core";
import { createDuckdbCache } from "./duckdb-cache.ts";

/**
 * The cache of a URL: `duckdb:./data.duckdb?schema=…&table=…`, or `duckdb::memory:`. A relative path is relative to `folder`, by
 * default the working directory. Throws CACHE_URL_INVALID.
 */
export function createCache(url: string, options: { readonly folder?: string } = {}): Cache {
  const [, path = "", query = ""] = /^duckdb:([^?]*)(?:\?(.*))?$/s.exec(url) ?? [];
  if (path === "") throw invalidUrl(url, "it names no file");
  const parameters = Object.fromEntries(new URLSearchParams(query));
  const { schema, table, ...unknown } = parameters;
  const [extra] = Object.keys(unknown);
  if (extra !== undefined) throw invalidUrl(url, `it has no parameter ${extra}`);
  return createDuckdbCache({
    path: path === ":memory:" ? path : resolve(options.folder ?? "", path),
    name: url.replace(/\?.*$/s, ""),
    ...(schema === undefined ? {} : { schema }),
    ...(table === undefined ? {} : { table }),
  });
}

function invalidUrl(url: string, reason: string): AirdockError {
  return new AirdockError(`The cache URL ${url} cannot be used: ${reason}.`, {
    code: "CACHE_URL_INVALID",
    hint: "Write duckdb:./data.duckdb, with ?schema=… and &table=… where you want templates.",
  });
}
