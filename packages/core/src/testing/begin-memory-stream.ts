import type { StreamPlan, StreamRefresh } from "../cache/stream-plan.ts";
import type { FieldPath } from "../protocol/catalog.ts";
import { AirdockError } from "../error/airdock-error.ts";
import { isDeepStrictEqual } from "node:util";
import { type StreamKey, streamId, streamLabel } from "../protocol/stream.ts";
import { planColumns } from "./memory-columns.ts";
import { memoryName } from "./memory-name.ts";
import type { MemoryConnection, MemoryStream } from "./memory-store.ts";
import { dedupeRows } from "./merge-rows.ts";

/** Throws SCHEMA_CHANGED where a type has changed that must not. */
export function checkStream(connection: MemoryConnection, plan: StreamPlan): void {
  const stream = connection.streams.get(streamId(plan.stream));
  if (stream !== undefined && plan.onTypeChange === "stop") checkTypes(stream, plan);
}

/** Makes or changes a stream as a plan wants it. A table that gets a key keeps the newest row of each. */
export function beginStream(connection: MemoryConnection, plan: StreamPlan): void {
  const stream = connection.streams.get(streamId(plan.stream)) ?? createStream(connection, plan.stream);
  const hasOtherKey = stream.mode !== "merge" || !isSameKey(stream.primaryKey, plan.primaryKey);
  if (plan.mode !== "replace" || stream.columns.length === 0) stream.columns = planColumns(stream.columns, plan);
  stream.jsonSchema = plan.jsonSchema;
  stream.primaryKey = plan.primaryKey;
  if (plan.cursor === undefined) delete stream.cursor;
  else stream.cursor = plan.cursor;
  stream.mode = plan.mode;
  if (plan.mode === "merge" && hasOtherKey) stream.rows = dedupeRows(stream.rows, stream);
  if (plan.mode === "replace") {
    stream.generation++;
    stream.minimumGeneration = 0;
    stream.missedState = false;
  }
}

/** Starts a new generation; older rows go at success, unless they are kept. */
export function refreshStream(connection: MemoryConnection, { stream: key, keep }: StreamRefresh): void {
  const stream = connection.streams.get(streamId(key));
  if (stream === undefined) return;
  stream.generation++;
  stream.minimumGeneration = keep ? 0 : stream.generation;
  stream.missedState = false;
}

function createStream(connection: MemoryConnection, key: StreamKey): MemoryStream {
  const tables = [...connection.streams.values()].map(({ table }) => table.name);
  const name = memoryName(key.namespace === undefined ? key.name : `${key.namespace}_${key.name}`, tables);
  const stream: MemoryStream = {
    stream: key,
    table: { schema: connection.name, name },
    jsonSchema: {},
    columns: [],
    primaryKey: [],
    mode: "append",
    generation: 0,
    minimumGeneration: 0,
    missedState: false,
    rows: [],
  };
  connection.streams.set(streamId(key), stream);
  return stream;
}

function checkTypes({ jsonSchema }: MemoryStream, plan: StreamPlan): void {
  const [before, now] = [jsonSchema, plan.jsonSchema].map((schema) => new Map(Object.entries(schema.properties ?? {})));
  const changed = [...(now ?? [])].find(
    ([field, type]) => before?.has(field) && !isDeepStrictEqual(before.get(field), type),
  );
  if (changed === undefined) return;
  throw new AirdockError(`The type of ${changed[0]} in stream ${streamLabel(plan.stream)} has changed.`, {
    code: "SCHEMA_CHANGED",
    hint: 'Set onTypeChange to "widen" or "null" to go on.',
  });
}

function isSameKey(one: readonly FieldPath[], other: readonly FieldPath[]): boolean {
  return isDeepStrictEqual(one, other);
}
