import { isRawNumber } from "./exact-json.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { StreamKey } from "./stream.ts";

/** True for a JSON object: no array, no null, no raw number. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isRawNumber(value);
}

/** The member of that name when it is an object. As in all of these, what is null or of another type counts as absent. */
export function objectMember(object: JsonObject | undefined, name: string): JsonObject | undefined {
  const value = object?.[name];
  return isJsonObject(value) ? value : undefined;
}

/** The member of that name when it is an array. */
export function arrayMember(object: JsonObject | undefined, name: string): readonly JsonValue[] | undefined {
  const value = object?.[name];
  return Array.isArray(value) ? value : undefined;
}

/** The member of that name when it is a string. */
export function stringMember(object: JsonObject | undefined, name: string): string | undefined {
  const value = object?.[name];
  return typeof value === "string" ? value : undefined;
}

/** The member of that name when it is a number, as a double. */
export function numberMember(object: JsonObject | undefined, name: string): number | undefined {
  const value = object?.[name];
  const number = isRawNumber(value) ? Number(value.rawJSON) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** The stream a descriptor names: an object with `name` and perhaps `namespace`. */
export function streamMember(object: JsonObject | undefined, name = "stream_descriptor"): StreamKey | undefined {
  return streamKey(objectMember(object, name));
}

/** The stream that an object with `name` and perhaps `namespace` names; an empty namespace is none. */
export function streamKey(object: JsonObject | undefined): StreamKey | undefined {
  const name = stringMember(object, "name");
  const namespace = stringMember(object, "namespace");
  if (name === undefined) return undefined;
  return namespace === undefined || namespace === "" ? { name } : { name, namespace };
}
