import type { FieldPath } from "../protocol/catalog.ts";
import type { StreamOptions } from "./sync-options.ts";

/** The primary key of the options as a list of paths. */
export function readKey(key: StreamOptions["key"]): FieldPath[] | undefined {
  if (key === undefined) return undefined;
  return typeof key === "string" ? [[key]] : key.map((path) => (typeof path === "string" ? [path] : path));
}

/** A property, or a path, as a path. */
export function readPath(path: string | FieldPath | undefined): FieldPath | undefined {
  return typeof path === "string" ? [path] : path;
}
