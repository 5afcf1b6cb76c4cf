import { resolve } from "node:path";
import { AirdockError, type Cache } from "@airdock/core";
import { createDuckdbCache } from "./duckdb-cache.ts";

/**
 * The cache of a URL: `duckdb:./data.duckdb?schema=…&table=…&memory_limit=…&threads=…`, or `duckdb::memory:`. A relative path is
 * relative to `folder`, by default the working directory. Throws CACHE_URL_INVALID.
 */
export function createCache(url: string, options: { readonly folder?: string } = {}): Cache {
  const [, path = "", query = ""] = /^duckdb:([^?]*)(?:\?(.*))?$/s.exec(url) ?? [];
  if (path === "") throw invalidUrl(url, "it names no file");
  const parameters = Object.fromEntries(new URLSearchParams(query));
  const { schema, table, memory_limit: memoryLimit, threads, ...unknown } = parameters;
  const [extra] = Object.keys(unknown);
  if (extra !== undefined) throw invalidUrl(url, `it has no parameter ${extra}`);
  if (memoryLimit !== undefined && !isMemory.test(memoryLimit))
    throw invalidUrl(url, `its memory_limit is ${memoryLimit}, not a size such as 512MB`);
  if (threads !== undefined && !/^[1-9]\d{0,3}$/.test(threads))
    throw invalidUrl(url, `its threads are ${threads}, not a number of 1 or more`);
  return createDuckdbCache({
    path: path === ":memory:" ? path : resolve(options.folder ?? "", path),
    name: url.replace(/\?.*$/s, ""),
    ...(schema === undefined ? {} : { schema }),
    ...(table === undefined ? {} : { table }),
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
    ...(threads === undefined ? {} : { threads: Number(threads) }),
  });
}

/** What DuckDB's `memory_limit` takes; `+` for a space is decoded by then. */
const isMemory = /^\d+(?:\.\d+)? ?(?:[KMGT]i?B)$/i;

function invalidUrl(url: string, reason: string): AirdockError {
  return new AirdockError(`The cache URL ${url} cannot be used: ${reason}.`, {
    code: "CACHE_URL_INVALID",
    hint: "Write duckdb:./data.duckdb, with ?schema=… and &table=… where you want templates, ?memory_limit=512MB and &threads=2 where DuckDB is to take more or less.",
  });
}
