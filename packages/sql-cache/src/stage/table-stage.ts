import type { CallOptions, RecordBatch, RecordRow, StoredColumn, TableName } from "@airdock/core";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { ledgerName } from "../ledger/ledger.ts";
import { type TableColumn, tableColumn } from "../schema/table-columns.ts";
import { tableRef } from "../schema/table-ref.ts";
import type { ColumnValue } from "../value/converted-value.ts";
import type { ValueRules } from "../value/value-rules.ts";
import { createRowConverter, rowMeta } from "./row-converter.ts";
import { insertMany } from "./insert-many.ts";
import type { LoadedChanges, LoadedRows, LoadRequest, StageTarget, StreamStage } from "./stream-stage.ts";

/** Staged rows in a table of their own, converted; the originals of cells that could not be stored in another. */
export class TableStage implements StreamStage {
  readonly #target: StageTarget;
  readonly #rules: ValueRules;
  readonly #rows: TableName;
  readonly #originals: TableName;
  #columns: readonly StoredColumn[] = [];
  #isMade = false;
  #batches = 0;

  constructor(target: StageTarget, rules: ValueRules) {
    this.#target = target;
    this.#rules = rules;
    this.#rows = stagingTable(target, "rows");
    this.#originals = stagingTable(target, "originals");
  }

  async stage(batch: RecordBatch, columns: readonly StoredColumn[], options?: CallOptions): Promise<void> {
    if (batch.sequence < this.#batches) return;
    await this.#target.write(async (transaction) => {
      await this.#makeRoom(transaction, columns);
      const originals: ColumnValue[][] = [];
      await insertMany(transaction, this.#rows, this.#rowsOf(batch, columns, originals), this.#target.parameters);
      await insertMany(transaction, this.#originals, originals, this.#target.parameters);
    }, options);
    this.#isMade = true;
    this.#columns = columns;
    this.#batches = batch.sequence + 1;
  }

  async load(transaction: Kysely<unknown>, request: LoadRequest): Promise<LoadedRows> {
    const range = sql`_airdock_ordinal > ${sql.lit(request.after)} and _airdock_ordinal <= ${sql.lit(request.through)}`;
    const staged = new Set(this.#columns.map(({ name }) => name));
    const columns = request.columns
      .map(tableColumn)
      .map((column) =>
        staged.has(column.name)
          ? sql.id("staging", column.name)
          : sql`cast(null as ${this.#type(column)}) as ${sql.id(column.name)}`,
      );
    const generation = sql`${sql.lit(request.generation)} as _airbyte_generation_id`;
    const own = [...ownColumns.map(({ name }) => sql.id(name)), generation, ...columns];
    return {
      rows: sql`(select ${sql.join(own)} from ${tableRef(this.#rows)} as staging where ${range})`,
      countChanges: () => this.#countChanges(transaction, range),
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

  async #countChanges(transaction: Kysely<unknown>, range: RawBuilder<unknown>): Promise<LoadedChanges> {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${tableRef(this.#rows)}
      where ${range} and _airdock_changed = 1`.execute(transaction);
    const changed = Number(rows[0]?.count ?? 0);
    if (changed === 0) return { rows: 0 };
    return {
      rows: changed,
      originals: sql`(select raw_id, field, original from ${tableRef(this.#originals)} where ${range})`,
    };
  }

  async #makeRoom(transaction: Kysely<unknown>, columns: readonly StoredColumn[]): Promise<void> {
    if (!this.#isMade) {
      await this.#create(transaction, this.#rows, [...ownColumns, ...columns.map(tableColumn)]);
      await this.#create(transaction, this.#originals, originalColumns);
      return;
    }
    for (const column of columns.slice(this.#columns.length).map(tableColumn)) {
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
    for (const row of batch.rows()) {
      const converted = convertRow(row);
      for (const { field, original } of converted.originals) originals.push([row.ordinal, row.rawId, field, original]);
      const meta = rowMeta(this.#target.run.id, converted.changes);
      yield [row.ordinal, converted.isChanged ? 1 : 0, row.rawId, emittedAt(row), meta, ...converted.values];
    }
  }

  #type({ type, native }: TableColumn): RawBuilder<unknown> {
    return sql.raw(native ?? this.#target.columnType(type));
  }
}

const ownColumns: readonly TableColumn[] = [
  { name: "_airdock_ordinal", type: "integer" },
  { name: "_airdock_changed", type: "integer" },
  { name: "_airbyte_raw_id", type: "string" },
  { name: "_airbyte_extracted_at", type: "timestamp_with_timezone" },
  { name: "_airbyte_meta", type: "json" },
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
