import type { AirbyteStream, JsonObject, Source } from "@airdock/core";
import type { TypedTable } from "./print-tables.ts";

/** The tables a connection will have, before its first sync: as discover describes them. A name the database has to cut may come out different. */
export async function discoverTables(source: Source, connection: string, signal: AbortSignal): Promise<TypedTable[]> {
  const { streams } = await source.discover({ signal });
  return oncePerName(
    streams.map((stream) => describe(stream, connection)),
    ({ table }) => table,
  );
}

function describe({ name, namespace, json_schema: schema }: AirbyteStream, connection: string): TypedTable {
  const jsonSchema = schema as JsonObject;
  const properties = Object.entries((jsonSchema["properties"] ?? {}) as Readonly<Record<string, JsonObject>>);
  const stream = namespace == null ? name : `${namespace}_${name}`;
  return {
    connection,
    stream,
    table: `${tableName(connection)}.${tableName(stream)}`,
    columns: oncePerName(
      properties.map(([field, property]) => ({ field, name: tableName(field), type: typeOf(property) })),
      ({ name }) => name,
    ),
    jsonSchema,
    exactNumbers: false,
  };
}

/** Of several with one name the first: the cache makes the names of the others unique in its own way. */
function oncePerName<Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[] {
  return [...new Map(items.toReversed().map((item) => [nameOf(item), item])).values()].toReversed();
}

/** The table contract's rule for names, without what makes them unique or shorter. */
function tableName(name: string): string {
  const plain = name
    .normalize("NFC")
    .replace(/\s+/gu, "_")
    .replace(/[^\p{L}\p{Nd}_]/gu, "_");
  return plain === "" || /^\p{Nd}/u.test(plain) ? `_${plain}` : plain;
}

const TEMPORAL: Record<string, string> = {
  date: "date",
  "date-time": "timestamp_with_timezone",
  time: "time_with_timezone",
};

/** The column's type in the words of the table contract; unions and nested values are `json`. */
function typeOf({ type, format }: JsonObject): string {
  const types = [type].flat().filter((each) => each !== "null");
  const [only, second] = types;
  if (typeof only !== "string" || second !== undefined) return "json";
  if (only === "string") return (typeof format === "string" ? TEMPORAL[format] : undefined) ?? "string";
  return ["integer", "number", "boolean"].includes(only) ? only : "json";
}
