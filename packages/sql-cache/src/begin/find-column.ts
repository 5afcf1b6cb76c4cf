import { type FieldPath, type StoredColumn, type StreamKey, streamLabel } from "@airdock/core";
import type { CacheDialect } from "../cache-dialect.ts";
import { CacheError } from "../error/cache-error.ts";
import type { ColumnPath } from "../finalize/merge-strategy.ts";
import { airbyteTypeOf, keyFormOf, nativeTypeOf } from "../table/column-type.ts";

/** Where the value at a path of a record stands in the table. Throws STREAM_OPTION_INVALID when it has no column. */
export function findColumn(
  { jsonMember, columnType }: CacheDialect,
  columns: readonly StoredColumn[],
  [field, ...path]: FieldPath,
  stream: StreamKey,
): ColumnPath {
  const column = columns.find((candidate) => candidate.field === field);
  if (column === undefined) throw missingColumn(stream, field);
  const type = nativeTypeOf(column) === undefined ? airbyteTypeOf(column) : undefined;
  return {
    column: column.name,
    path: path.map(jsonMember),
    text: type === "string",
    numbers: type === "json" || path.length > 0 ? columnType("number") : undefined,
  };
}

/** The same for a path of a key, with the column of text besides that keeps apart what the key's own cannot hold. */
export function findKey(
  dialect: CacheDialect,
  columns: readonly StoredColumn[],
  path: FieldPath,
  stream: StreamKey,
): readonly ColumnPath[] {
  const own = findColumn(dialect, columns, path, stream);
  const text = columns.find((column) => column.field === path[0] && keyFormOf(column)?.keeps === "beyond");
  return text === undefined || path.length > 1 ? [own] : [own, { column: text.name, path: [], text: true }];
}

function missingColumn(stream: StreamKey, field: string | undefined): CacheError {
  return new CacheError(`The key or cursor of ${streamLabel(stream)} names "${field}", which has no column.`, {
    code: "STREAM_OPTION_INVALID",
    hint: "Name properties of the stream; the table may have no room for more columns.",
    data: { stream: stream.name, field },
  });
}
