import { AirdockError } from "../error/airdock-error.ts";
import type { AirbyteCatalog, AirbyteStream, SyncMode } from "./catalog.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import { arrayMember, isJsonObject, objectMember, stringMember } from "./member.ts";

/**
 * The catalog that the payload of a CATALOG message holds. Fields of a wrong type are left out, a missing `json_schema`
 * is taken as `{}`, unknown fields are kept. Throws PROTOCOL_VIOLATED when there is no list of streams, or a stream has no name.
 */
export function parseCatalog(payload: JsonObject): AirbyteCatalog {
  const streams = arrayMember(payload, "streams");
  if (streams === undefined) throw violated("the catalog has no list of streams");
  return { ...payload, streams: streams.map(parseStream) };
}

function parseStream(stream: JsonValue, index: number): AirbyteStream {
  const name = isJsonObject(stream) ? stringMember(stream, "name") : undefined;
  if (!isJsonObject(stream) || name === undefined) throw violated(`stream ${index + 1} of the catalog has no name`);
  const usable = Object.entries(withPaths(stream)).filter(([key, value]) => fieldChecks.get(key)?.(value) ?? true);
  const modes = arrayMember(stream, "supported_sync_modes")?.filter(isSyncMode);
  return {
    ...Object.fromEntries(usable),
    name,
    json_schema: objectMember(stream, "json_schema") ?? {},
    ...(modes === undefined ? {} : { supported_sync_modes: modes }),
  };
}

/** Sources write a key of plain names, `["id"]`, where the protocol wants paths, `[["id"]]`; and a name as a cursor's path. */
function withPaths(stream: JsonObject): JsonObject {
  const { default_cursor_field: cursor, source_defined_primary_key: key } = stream;
  const paths = typeof key === "string" ? [key] : key;
  return {
    ...stream,
    ...(typeof cursor === "string" ? { default_cursor_field: [cursor] } : {}),
    ...(Array.isArray(paths)
      ? { source_defined_primary_key: paths.map((path: JsonValue) => (typeof path === "string" ? [path] : path)) }
      : {}),
  };
}

/** What a field must be to be kept. */
const fieldChecks = new Map<string, (value: JsonValue) => boolean>([
  ["namespace", (value) => value === null || typeof value === "string"],
  ["supported_sync_modes", (value) => value === null],
  ["source_defined_cursor", isFlag],
  ["default_cursor_field", (value) => value === null || isFieldPath(value)],
  ["source_defined_primary_key", (value) => value === null || (Array.isArray(value) && value.every(isFieldPath))],
  ["is_resumable", isFlag],
  ["is_file_based", isFlag],
]);

function isFlag(value: JsonValue): boolean {
  return value === null || typeof value === "boolean";
}

function isSyncMode(value: JsonValue): value is SyncMode {
  return value === "full_refresh" || value === "incremental";
}

function isFieldPath(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((part) => typeof part === "string");
}

function violated(what: string): AirdockError {
  return new AirdockError(`The connector's answer is not what the protocol says: ${what}.`, {
    code: "PROTOCOL_VIOLATED",
    hint: "This is a fault of the connector: try another version of it, or report it to its authors.",
  });
}
