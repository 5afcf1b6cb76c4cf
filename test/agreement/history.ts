import type { AirbyteStream, WriteMode } from "@airdock/core";
import type { JsonObject } from "@airdock/core/protocol";

/** What a property holds; each kind is an Airbyte type. */
export type FieldKind = "string" | "integer" | "number" | "boolean" | "date" | "timestamp" | "json";

/** A stream that is synced several times. */
export interface GeneratedStream {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly fields: readonly { readonly name: string; readonly kind: FieldKind }[];
  /** Fields that the schema does not tell of, and that some records have. */
  readonly undeclared: readonly string[];
  /** Fields of the key; empty for none. */
  readonly key: readonly string[];
  readonly cursor: string | undefined;
  readonly isIncremental: boolean;
  readonly mode: WriteMode | "auto";
}

/** A value as the source sends it, and as a table holds it. */
export interface GeneratedValue {
  readonly sent: unknown;
  readonly stored: unknown;
}

/** One message of a read. */
export type Step =
  | { readonly kind: "record"; readonly stream: number; readonly values: Readonly<Record<string, GeneratedValue>> }
  | { readonly kind: "state"; readonly stream: number };

/** One sync. */
export interface GeneratedSync {
  readonly steps: readonly Step[];
  /** The status each stream ends with; "none": the source sends no statuses at all. */
  readonly endings: readonly ("COMPLETE" | "INCOMPLETE")[] | "none";
  readonly exitCode: 0 | 1;
  readonly fullRefresh: boolean;
  /** Rows between two finalizes: 1 makes every state a checkpoint. */
  readonly finalizeRows: number;
}

/** Syncs of one connection, one after the other. */
export interface History {
  readonly streams: readonly GeneratedStream[];
  /** A state of one stream, or of all. */
  readonly states: "STREAM" | "GLOBAL";
  readonly syncs: readonly GeneratedSync[];
}

/** What a discover says of a stream. */
export function describeStream({
  name,
  namespace,
  fields,
  key,
  cursor,
  isIncremental,
}: GeneratedStream): AirbyteStream {
  const properties = Object.fromEntries(fields.map((field) => [field.name, schemas[field.kind]]));
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    json_schema: { type: "object", properties },
    supported_sync_modes: isIncremental ? ["full_refresh", "incremental"] : ["full_refresh"],
    ...(isIncremental ? { source_defined_cursor: true } : {}),
    ...(cursor === undefined ? {} : { default_cursor_field: [cursor] }),
    ...(key.length === 0 ? {} : { source_defined_primary_key: key.map((field) => [field]) }),
  };
}

const schemas: Readonly<Record<FieldKind, JsonObject>> = {
  string: { type: ["null", "string"] },
  integer: { type: ["null", "integer"] },
  number: { type: ["null", "number"] },
  boolean: { type: ["null", "boolean"] },
  date: { type: ["null", "string"], format: "date" },
  timestamp: { type: ["null", "string"], format: "date-time", airbyte_type: "timestamp_with_timezone" },
  json: { type: ["null", "object"] },
};
