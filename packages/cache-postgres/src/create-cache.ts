import type { Cache } from "@airdock/core";
import { createPostgresCache } from "./postgres-cache.ts";

/**
 * The cache of a URL: `postgres://user@host/database?sslmode=require&schema=…&table=…`. Throws CACHE_URL_INVALID, never repeating
 * the URL, since it may hold a password.
 */
export function createCache(url: string): Cache {
  const [address = "", query = ""] = splitOnce(url, "?");
  const parameters = new URLSearchParams(query);
  const [schema, table] = ["schema", "table"].map((name) => {
    const value = parameters.get(name) ?? undefined;
    parameters.delete(name);
    return value;
  });
  return createPostgresCache({
    url: parameters.size === 0 ? address : `${address}?${parameters.toString()}`,
    ...(schema === undefined ? {} : { schema }),
    ...(table === undefined ? {} : { table }),
  });
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
