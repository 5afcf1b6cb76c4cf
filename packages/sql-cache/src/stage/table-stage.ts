import type { CallOptions, RecordBatch, RecordRow, StoredColumn, TableName } from "@airdock/core";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { ledgerName } from "../ledger/ledger.ts";
import { type TableColumn, tableColumn } from "../schema/table-columns.ts";
import { tableRef } from "../schema/table-ref.ts";
import type { ColumnValue } from "../value/converted-value.ts";
import type { ValueRules } from "../value/value-rules.ts";
import { findInexactKeys } from "../load/find-inexact-keys.ts";
import { keyColumnType, keyFormOf } from "../table/column-type.ts";
import { createColumnConverter } from "../value/convert-column.ts";
import { StagedColumns } from "./staged-columns.ts";
import { createRowConverter, rowMeta } from "./row-converter.ts";
import { insertMany } from "./insert-many.ts";
import type { LoadedChanges, LoadedRows, LoadRequest, StageTarget, StreamStage } from "./stream-stage.ts";

/** Staged rows in a table of their own, converted; the originals of cells that could not be stored in another. */
export class TableStage implements StreamStage {
  readonly #target: StageTarget;
  readonly #rules: ValueRules;
  readonly #rows: TableName;
  readonly #originals: TableName;
  readonly #columns: StagedColumns;
  readonly #keyColumns: readonly KeyColumn[];
  /** How many of the columns the table has. */
  #made = 0;
  #isMade = false;
  #batches = 0;

  constructor(target: StageTarget, rules: ValueRules) {
    this.#target = target;
    this.#rules = rules;
    this.#columns = new StagedColumns(target.keyTexts);
    this.#keyColumns = keyColumns(target, rules);
    this.#rows = stagingTable(target, "rows");
    this.#originals = stagingTable(target, "originals");
  }

  async stage(batch: RecordBatch, columns: readonly StoredColumn[], options?: CallOptions): Promise<void> {
    if (batch.sequence < this.#batches) return;
    const staged = this.#columns.add(columns);
    await this.#target.write(async (transaction) => {
      await this.#makeRoom(transaction, staged);
      const originals: ColumnValue[][] = [];
      await insertMany(transaction, this.#rows, this.#rowsOf(batch, staged, originals), this.#target.parameters);
      await insertMany(transaction, this.#originals, originals, this.#target.parameters);
    }, options);
    this.#isMade = true;
    this.#made = staged.length;
    this.#batches = batch.sequence + 1;
  }

  async load(transaction: Kysely<unknown>, request: LoadRequest): Promise<LoadedRows> {
    const range = sql`_airdock_ordinal > ${sql.lit(request.after)} and _airdock_ordinal <= ${sql.lit(request.through)}`;
    const columns = request.columns.map((column) => sql`${this.#stagedCell(column)} as ${sql.id(column.name)}`);
    const generation = sql`${sql.lit(request.generation)} as _airbyte_generation_id`;
    const isWidened = this.#isWidened(request.columns);
    const own = [...(isWidened ? widenedColumns : ownColumns.map(({ name }) => sql.id(name))), generation, ...columns];
    const rows = sql`(select ${sql.join(own)} from ${tableRef(this.#rows)} as staging where ${range})`;
    return {
      rows,
      findInexactKeys: () => {
        const changed = sql`(select * from ${rows} as staged where _airdock_changed = 1)`;
        return findInexactKeys(transaction, changed, request.keyTexts);
      },
      countChanges: () => this.#countChanges(transaction, range, isWidened),
    };
  }

  async drop(through: number): Promise<void> {
    if (!this.#isMade) return;
    await this.#target.write(async (transaction) => {
      for (const table of [this.#rows, this.#originals]) {
        await sql`delete from ${tableRef(table)} where _airdock_ordinal <= ${through}`.execute(transaction);
      }
    });
  }

  async discard(): Promise<void> {
    if (!this.#isMade) return;
    await this.#target.write(async (transaction) => {
      for (const table of [this.#rows, this.#originals]) await sql`drop table ${tableRef(table)}`.execute(transaction);
    });
    this.#isMade = false;
  }

  /** A column that came after the last batch is empty. The key may have become text since, or may have got one besides. */
  #stagedCell(column: StoredColumn): RawBuilder<unknown> {
    const { keyTexts } = this.#target;
    const staged = this.#columns.all.slice(0, this.#made).find(({ name }) => name === column.name);
    const text = keyTexts.findIndex(({ text: { name } }) => name === column.name);
    if (text >= 0) return sql.id("staging", keyTextColumn(text, "beyond"));
    if (staged === undefined) return sql`cast(null as ${this.#type(tableColumn(column))})`;
    const key = keyTexts.findIndex(({ column: name }) => name === column.name);
    const isText = staged.type !== column.type && key >= 0;
    return sql.id("staging", isText ? keyTextColumn(key, "all") : column.name);
  }

  /** The key has become text since: what its type could not hold is not declared any more. */
  #isWidened(columns: readonly StoredColumn[]): boolean {
    const types = new Map(columns.map(({ name, type }) => [name, type]));
    const keys = new Set(this.#target.keyTexts.map(({ column }) => column));
    return this.#columns.all.some(({ name, type }) => keys.has(name) && types.get(name) !== type);
  }

  async #countChanges(
    transaction: Kysely<unknown>,
    range: RawBuilder<unknown>,
    isWidened: boolean,
  ): Promise<LoadedChanges> {
    const isChanged = sql.id(isWidened ? "_airdock_others_changed" : "_airdock_changed");
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${tableRef(this.#rows)}
      where ${range} and ${isChanged} = 1`.execute(transaction);
    const changed = Number(rows[0]?.count ?? 0);
    if (changed === 0) return { rows: 0 };
    const keyFields = this.#target.keyTexts.map(({ text }) => sql`${text.field.toWellFormed()}`);
    const others = isWidened ? sql`and field not in (${sql.join(keyFields)})` : sql``;
    return {
      rows: changed,
      originals: sql`(select raw_id, field, original from ${tableRef(this.#originals)} where ${range} ${others})`,
    };
  }

  async #makeRoom(transaction: Kysely<unknown>, columns: readonly StoredColumn[]): Promise<void> {
    if (!this.#isMade) {
      await this.#create(transaction, this.#rows, [
        ...ownColumns,
        ...otherColumns,
        ...this.#keyColumns.map(({ name }) => ({ name, type: "string" as const })),
        ...columns.map(tableColumn),
      ]);
      await this.#create(transaction, this.#originals, originalColumns);
      return;
    }
    for (const column of columns.slice(this.#made).map(tableColumn)) {
      const definition = sql`${sql.id(column.name)} ${this.#type(column)}`;
      await sql`alter table ${tableRef(this.#rows)} add column ${definition}`.execute(transaction);
    }
  }

  async #create(transaction: Kysely<unknown>, table: TableName, columns: readonly TableColumn[]): Promise<void> {
    const definitions = sql.join(columns.map((column) => sql`${sql.id(column.name)} ${this.#type(column)}`));
    await sql`drop table if exists ${tableRef(table)}`.execute(transaction);
    await sql`create table ${tableRef(table)} (${definitions})`.execute(transaction);
  }

  *#rowsOf(
    batch: RecordBatch,
    columns: readonly StoredColumn[],
    originals: ColumnValue[][],
  ): Iterable<readonly ColumnValue[]> {
    const convertRow = createRowConverter(columns, this.#rules);
    const keyFields = new Set(this.#target.keyTexts.map(({ text }) => text.field.toWellFormed()));
    for (const row of batch.rows()) {
      const converted = convertRow(row);
      for (const { field, original } of converted.originals) originals.push([row.ordinal, row.rawId, field, original]);
      const meta = rowMeta(this.#target.run.id, converted.changes);
      const keys = this.#keyColumns.map(({ field, convert }) =>
        convert(Object.hasOwn(row.data, field) ? row.data[field] : undefined),
      );
      // What no type can hold, such as NaN, stays declared when the key becomes text.
      const kept = row.changes.length + (row.unreadable?.length ?? 0);
      const others = converted.changes.filter(({ field }, index) => index < kept || !keyFields.has(field));
      const own = [row.ordinal, converted.isChanged ? 1 : 0, row.rawId, emittedAt(row), meta];
      const rest = [others.length > row.changes.length ? 1 : 0, rowMeta(this.#target.run.id, others)];
      yield [...own, ...rest, ...keys.map(({ value }) => value), ...converted.values];
    }
  }

  #type({ type, native }: TableColumn): RawBuilder<unknown> {
    return sql.raw(native ?? this.#target.columnType(type));
  }
}

/** The columns for keys that their own cannot hold: such values, and all of them as text. */
function keyColumns({ keyTexts }: StageTarget, rules: ValueRules): readonly KeyColumn[] {
  return keyTexts.flatMap(({ text: { field, type } }, index) =>
    (["beyond", "all"] as const).map((keeps) => {
      const stored = { type: keyColumnType({ keeps, type: keyFormOf({ type })?.type ?? "string" }) };
      return { name: keyTextColumn(index, keeps), field, convert: createColumnConverter(stored, rules) };
    }),
  );
}

interface KeyColumn {
  readonly name: string;
  readonly field: string;
  readonly convert: ReturnType<typeof createColumnConverter>;
}

function keyTextColumn(index: number, keeps: "all" | "beyond"): string {
  return `_airdock_staged_key_${index}_${keeps}`;
}

const ownColumns: readonly TableColumn[] = [
  { name: "_airdock_ordinal", type: "integer" },
  { name: "_airdock_changed", type: "integer" },
  { name: "_airbyte_raw_id", type: "string" },
  { name: "_airbyte_extracted_at", type: "timestamp_with_timezone" },
  { name: "_airbyte_meta", type: "json" },
];

/** What is declared without the keys that their columns cannot hold: they may become text. */
const otherColumns: readonly TableColumn[] = [
  { name: "_airdock_others_changed", type: "integer" },
  { name: "_airdock_others_meta", type: "json" },
];

const widenedColumns: readonly RawBuilder<unknown>[] = [
  sql`_airdock_ordinal`,
  sql`_airdock_others_changed as _airdock_changed`,
  sql`_airbyte_raw_id`,
  sql`_airbyte_extracted_at`,
  sql`_airdock_others_meta as _airbyte_meta`,
];

const originalColumns: readonly TableColumn[] = [
  { name: "_airdock_ordinal", type: "integer" },
  { name: "raw_id", type: "string" },
  { name: "field", type: "string" },
  { name: "original", type: "string" },
];

/** Staging stands with the bookkeeping: `airdock.stage_7_0_rows` for the first stream of run 7. */
function stagingTable({ run, index, schemas }: StageTarget, part: string): TableName {
  const name = `stage_${run.id}_${index}_${part}`;
  return schemas ? { schema: ledgerName, name } : { name: `${ledgerName}_${name}` };
}

function emittedAt({ emittedAt: time }: RecordRow): string {
  return new Date(time).toISOString().replace(/Z$/, "000Z");
}
