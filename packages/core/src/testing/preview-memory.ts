import type { StreamPlan } from "../cache/stream-plan.ts";
import type { StreamPreview } from "../cache/stream-preview.ts";
import { planColumns } from "./memory-columns.ts";
import { memoryName } from "./memory-name.ts";
import { findStream, type MemoryStore } from "./memory-store.ts";
import { countNullKeys, dedupeRows } from "./merge-rows.ts";

/** What a memory cache has of a stream, and what a run would make of it. */
export function previewMemory(store: MemoryStore, connection: string, plan: StreamPlan): StreamPreview {
  const { stream, primaryKey } = plan;
  const stored = findStream(store, connection, stream);
  const tables = [...(store.connections.get(connection)?.streams.values() ?? [])].map(({ table }) => table.name);
  const name = stream.namespace === undefined ? stream.name : `${stream.namespace}_${stream.name}`;
  const all = stored?.rows.filter(({ generation }) => generation >= stored.minimumGeneration) ?? [];
  const rows = [...new Map(all.map((row) => [row.rawId, row])).values()];
  const { cursor, jsonSchema } = plan;
  const rule = { primaryKey, jsonSchema, ...(cursor === undefined ? {} : { cursor }) };
  const before = stored?.columns ?? [];
  const columns = planColumns(before, plan);
  const known = new Set(before.map((column) => column.name));
  return {
    stream,
    table: stored?.table ?? { schema: connection, name: memoryName(name, tables) },
    exists: stored !== undefined,
    columns,
    addedColumns: stored === undefined ? [] : columns.flatMap((column) => (known.has(column.name) ? [] : column.name)),
    widenedColumns: [],
    rows: rows.length,
    keys: primaryKey.length === 0 ? rows.length : dedupeRows(rows, rule).length,
    hasKey:
      primaryKey.length > 0 &&
      primaryKey.every((path) => rows.some((row) => countNullKeys([row], { ...plan, primaryKey: [path] }) === 0)),
  };
}
