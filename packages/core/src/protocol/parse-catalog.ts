import { AirdockError } from "../error/airdock-error.ts";
import type { AirbyteCatalog, AirbyteStream, FieldPath, SyncMode } from "./catalog.ts";
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
  const usable = Object.entries(stream).filter(([key, value]) => fieldChecks[key]?.(value) ?? true);
  return { ...Object.fromEntries(usable), name, json_schema: objectMember(stream, "json_schema") ?? {} };
}

const syncModes: readonly SyncMode[] = ["full_refresh", "incremental"];

/** What a field must be to be kept. */
const fieldChecks: { readonly [field: string]: (value: JsonValue) => boolean } = {
  namespace: (value) => value === null || typeof value === "string",
  supported_sync_modes: (value) =>
    Array.isArray(value) && value.every((mode) => syncModes.some((known) => known === mode)),
  source_defined_cursor: isFlag,
  default_cursor_field: isFieldPath,
  source_defined_primary_key: (value) => Array.isArray(value) && value.every(isFieldPath),
  is_resumable: isFlag,
  is_file_based: isFlag,
};

function isFlag(value: JsonValue): boolean {
  return value === null || typeof value === "boolean";
}

function isFieldPath(value: JsonValue): value is FieldPath & JsonValue {
  return Array.isArray(value) && value.every((part) => typeof part === "string");
}

function violated(what: string): AirdockError {
  return new AirdockError(`The connector's answer is not what the protocol says: ${what}.`, {
    code: "PROTOCOL_VIOLATED",
    hint: "This is a fault of the connector: try another version of it, or report it to its authors.",
  });
}
