export {
  type CacheDialect,
  type CacheDialectOptions,
  defineCacheDialect,
  type DialectLimits,
  type ErrorKind,
} from "./cache-dialect.ts";
export { CacheError } from "./error/cache-error.ts";
export { constraintError } from "./error/constraint-error.ts";
export { refuseFiles, refuseWriting } from "./error/refuse-writing.ts";
export { keyIndexName } from "./finalize/key-index-name.ts";
export { mergeByKey } from "./finalize/merge-by-key.ts";
export type { ColumnPath, KeyedTable, MergeCounts, MergePlan, MergeStrategy } from "./finalize/merge-strategy.ts";
export { isNotOlder, newestRows, sameKey, valueAt } from "./finalize/newer-row.ts";
export { swapByRename, type SwapTable, type TableSwap } from "./finalize/swap-table.ts";
export { introspectByKysely, type IntrospectTables, type TableShape } from "./schema/introspect-tables.ts";
export { findInexactKeys } from "./load/find-inexact-keys.ts";
export type { KeyText } from "./run/stream-target.ts";
export { createSchema, type CreateSchema } from "./schema/create-schema.ts";
export type { FinishTable } from "./schema/finish-table.ts";
export { type SpellKey, spellKeyBy } from "./schema/spell-key.ts";
export { tableRef } from "./schema/table-ref.ts";
export { rewriteColumn } from "./schema/rewrite-column.ts";
export type { ColumnChange, WidenColumn } from "./schema/widen-column.ts";
export type { LockedSession, LockedSessionRequest, OpenLockedSession, QueryCursor } from "./session/locked-session.ts";
export type { OpenSession, Session, SessionRequest, StatementOptions } from "./session/session.ts";
export { takeWriteTurn } from "./session/write-turn.ts";
export { SqlCache, type SqlCacheOptions } from "./sql-cache.ts";
export { type ConvertedRow, createRowConverter, rowMeta } from "./stage/row-converter.ts";
export { StagedColumns } from "./stage/staged-columns.ts";
export { stageInTable, type StageInTableOptions } from "./stage/stage-in-table.ts";
export type {
  BulkLoad,
  InsertedRows,
  LoadedChanges,
  LoadedRows,
  LoadRequest,
  RunIdentity,
  StageTarget,
  StreamStage,
} from "./stage/stream-stage.ts";
export { airbyteTypes, type AirbyteType } from "./value/airbyte-type.ts";
export { airbyteTypeOf, keyFormOf, nativeTypeOf } from "./table/column-type.ts";
export { extraColumn, metaColumns, stageColumns } from "./table/meta-column.ts";
export { createColumnConverter } from "./value/convert-column.ts";
export { convertValue } from "./value/convert-value.ts";
export { changeReason, type ColumnValue, type ConvertedValue, type ValueChange } from "./value/converted-value.ts";
export { originalText } from "./value/original-text.ts";
export { isSameNumber } from "./value/parse-decimal.ts";
export { defaultValueRules, type NumberBounds, type ValueRules } from "./value/value-rules.ts";
export { foldName } from "./table/unique-name.ts";
