import type { JsonObject, JsonValue } from "../protocol/json.ts";

/** The JSON schema of records: every property that occurs, with the types of its values. */
export function inferSchema(records: readonly JsonObject[]): JsonObject {
  const types = new Map<string, Set<string>>();
  for (const record of records) {
    for (const [field, value] of Object.entries(record)) {
      const known = types.get(field) ?? new Set();
      types.set(field, known.add(typeOf(value)));
    }
  }
  const properties = [...types].map(([field, found]): [string, JsonObject] => [
    field,
    { type: ["null", ...widen(found)] },
  ]);
  return { type: "object", properties: Object.fromEntries(properties) };
}

function typeOf(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

/** A number may be whole now and then. */
function widen(types: ReadonlySet<string>): string[] {
  const found = [...types].filter((type) => type !== "null");
  const kept = found.includes("number") ? found.filter((type) => type !== "integer") : found;
  return kept.length === 0 ? ["string"] : kept;
}
