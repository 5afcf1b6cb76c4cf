import type { AirbyteStream } from "../protocol/catalog.ts";
import { splitNames } from "../protocol/split-names.ts";
import type { StreamOptions } from "./sync-options.ts";

/** Options whose key and cursor are texts, as paths: `shop,no` are two properties and `owner/id` is a nested one, unless one has that whole name. */
export function resolveFieldNames(stream: AirbyteStream, options: StreamOptions): StreamOptions {
  const { key, cursor } = options;
  const declared = new Set(Object.keys(stream.json_schema.properties ?? {}));
  const split = (text: string, separator: string): readonly string[] => {
    const names = declared.has(text) ? [text] : splitNames(text, separator, declared);
    return names.length === 0 ? [text] : names;
  };
  return {
    ...options,
    ...(isList(key) ? { key: split(key, ",").map((name) => split(name, "/")) } : {}),
    ...(isList(cursor) ? { cursor: split(cursor, "/") } : {}),
  };
}

/** True for a text that can be more than the name of one property. */
function isList(text: StreamOptions["key"]): text is string {
  return typeof text === "string" && /[,/]|^\s|\s$/.test(text);
}
