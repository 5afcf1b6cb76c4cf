import { resolve } from "node:path";
import { AirdockError, type Cache } from "@airdock/core";
import { createSqliteCache } from "./sqlite-cache.ts";

/**
 * The cache of a URL: `sqlite:./data.sqlite?table=…`, or `sqlite::memory:`. A relative path is relative to `folder`, by default the
 * working directory. Throws CACHE_URL_INVALID.
 */
export function createCache(url: string, options: { readonly folder?: string } = {}): Cache {
  const [, path = "", query = ""] = /^sqlite:([^?]*)(?:\?(.*))?$/s.exec(url) ?? [];
  if (path === "") throw invalidUrl(url, "it names no file");
  const { table, ...unknown } = Object.fromEntries(new URLSearchParams(query));
  if ("schema" in unknown) throw invalidUrl(url, "SQLite has no schemas: its tables are named by &table=… alone");
  const [extra] = Object.keys(unknown);
  if (extra !== undefined) throw invalidUrl(url, `it has no parameter ${extra}`);
  return createSqliteCache({
    path: path === ":memory:" ? path : resolve(options.folder ?? "", path),
    name: url.replace(/\?.*$/s, ""),
    ...(table === undefined ? {} : { table }),
  });
}

function invalidUrl(url: string, reason: string): AirdockError {
  return new AirdockError(`The cache URL ${url} cannot be used: ${reason}.`, {
    code: "CACHE_URL_INVALID",
    hint: "Write sqlite:./data.sqlite, with ?table=… where you want a template.",
  });
}
