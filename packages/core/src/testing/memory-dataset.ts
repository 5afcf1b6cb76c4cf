import type { StoredColumn } from "../cache/stored.ts";
import type { Dataset, DatasetKey, JsonForm, Row, RowsOptions, RowValue } from "../dataset/dataset.ts";
import { AirdockError } from "../error/airdock-error.ts";
import { isRawNumber, printExact } from "../protocol/exact-json.ts";
import type { JsonValue } from "../protocol/json.ts";
import { streamLabel } from "../protocol/stream.ts";
import { collectExtra, isExtraColumn } from "./memory-columns.ts";
import { findStream, type MemoryRow, type MemoryStore, type MemoryStream } from "./memory-store.ts";

/** The rows of a stream as they are when each call is made. */
export function createMemoryDataset(store: MemoryStore, key: DatasetKey): Dataset {
  const find = (): MemoryStream => {
    const stream = findStream(store, key.connection, key.stream);
    if (stream !== undefined) return stream;
    throw new AirdockError(`The cache has no stream ${streamLabel(key.stream)} of connection ${key.connection}.`, {
      code: "NOT_IN_CACHE",
      hint: "Sync it first.",
    });
  };
  return {
    key,
    table: async () => find().table,
    columns: async () => [...find().columns],
    count: async () => find().rows.length,
    async *rows({ limit, signal, json = "value" }: RowsOptions = {}) {
      const { rows, columns } = find();
      for (const row of rows.slice(0, limit)) {
        signal?.throwIfAborted();
        yield toRow(row, columns, json);
      }
    },
  };
}

function toRow(row: MemoryRow, columns: readonly StoredColumn[], json: JsonForm): Row {
  const read = (value: JsonValue): RowValue =>
    json === "text" && typeof value === "object" && value !== null && !isRawNumber(value)
      ? printExact(value)
      : toRowValue(value);
  const { rawId, emittedAt, syncId, changes, generation, data } = row;
  const values = columns.map((column): [string, RowValue] => [
    column.name,
    read((isExtraColumn(column) ? collectExtra(columns, data) : data[column.field]) ?? null),
  ]);
  return {
    _airbyte_raw_id: rawId,
    _airbyte_extracted_at: new Date(emittedAt).toISOString().replace("Z", "000Z"),
    _airbyte_meta: read({
      sync_id: syncId,
      changes: changes.map(({ field, change, reason }) => ({ field, change, reason })),
    }),
    _airbyte_generation_id: generation,
    ...Object.fromEntries(values),
  };
}

/** Numbers that no double holds: whole ones as bigint, others as text. */
function toRowValue(value: JsonValue): RowValue {
  if (isRawNumber(value)) return /^-?\d+$/.test(value.rawJSON) ? BigInt(value.rawJSON) : value.rawJSON;
  if (Array.isArray(value)) return value.map(toRowValue);
  if (typeof value !== "object" || value === null) return value as RowValue;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toRowValue(item)]));
}
