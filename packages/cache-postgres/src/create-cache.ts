import type { Cache } from "@airdock/core";
import { createPostgresCache } from "./postgres-cache.ts";

/**
 * The cache of a URL: `postgres://user@host/database?sslmode=require&schema=…&table=…`. Throws CACHE_URL_INVALID, never repeating
 * the URL, since it may hold a password.
 */
export function createCache(url: string): Cache {
  const [address = "", query = ""] = splitOnce(url, "?");
  // Left as they are written: `+` is no space in them.
  const parameters = query.split("&").filter((pair) => pair !== "");
  const [schema, table] = ["schema", "table"].map((name) => new URLSearchParams(query).get(name) ?? undefined);
  const others = parameters.filter((pair) => !/^(schema|table)=/.test(pair));
  return createPostgresCache({
    url: others.length === 0 ? address : `${address}?${others.join("&")}`,
    ...(schema === undefined ? {} : { schema }),
    ...(table === undefined ? {} : { table }),
  });
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
