import {
  type CallOptions,
  type Dataset,
  type DatasetKey,
  type JsonForm,
  type Row,
  type RowsOptions,
  type RowValue,
  type StoredColumn,
  streamLabel,
  type TableName,
} from "@airdock/core";
import { sql } from "kysely";
import { CacheError } from "../error/cache-error.ts";
import type { StreamTable } from "../ledger/ledger-tables.ts";
import { openLedger } from "../ledger/ledger.ts";
import { columnsOf, ofStream, readableColumns, tableOf } from "../ledger/stream-row.ts";
import { type TableColumn, tableColumns } from "../schema/table-columns.ts";
import { tableRef } from "../schema/table-ref.ts";
import type { CacheSessions } from "../session/cache-sessions.ts";
import type { Session } from "../session/session.ts";
import { readValue } from "./read-value.ts";

/** The rows of one stream of a SQL cache. The session stays open while rows are taken. */
export class SqlDataset implements Dataset {
  readonly key: DatasetKey;
  readonly #sessions: CacheSessions;

  constructor(sessions: CacheSessions, key: DatasetKey) {
    this.#sessions = sessions;
    this.key = key;
  }

  async table(options: CallOptions = {}): Promise<TableName> {
    return tableOf(await this.#sessions.read((session) => this.#row(session), options));
  }

  async columns(options: CallOptions = {}): Promise<readonly StoredColumn[]> {
    return readableColumns(await this.#sessions.read((session) => this.#row(session), options));
  }

  async count(options: CallOptions = {}): Promise<number> {
    return await this.#sessions.read(async (session) => {
      const table = tableRef(tableOf(await this.#row(session)));
      const { rows } = await sql<{ count: number }>`select count(*) as count from ${table}`.execute(session.kysely);
      return Number(rows[0]?.count ?? 0);
    }, options);
  }

  rows(options: RowsOptions = {}): AsyncIterable<Row> {
    return this.#sessions.stream((session) => this.#readRows(session, options), options);
  }

  async *#readRows(session: Session, { signal, limit, json = "value" }: RowsOptions): AsyncIterable<Row> {
    const row = await this.#row(session);
    const columns = tableColumns(columnsOf(row));
    // JSON as text, so that no driver rounds the numbers in it.
    const selected = columns.map(({ name, type }) =>
      (type === "json" ? sql`cast(${sql.id(name)} as text)` : sql.id(name)).as(name),
    );
    const all = session.kysely.selectFrom(sql`${tableRef(tableOf(row))}`.as("kept")).select(selected);
    const query = limit === undefined ? all : all.limit(sql.lit(limit));
    for await (const values of query.stream({ chunkSize, signal })) {
      yield readRow(values, columns, json);
    }
  }

  async #row({ kysely }: Pick<Session, "kysely">): Promise<StreamTable> {
    const row = await openLedger(kysely, this.#sessions.dialect)
      .selectFrom("streams")
      .selectAll()
      .where(ofStream(this.key.connection, this.key.stream))
      .where("columns", "is not", null)
      .executeTakeFirst();
    if (row === undefined) throw unknownStream(this.key);
    return row;
  }
}

/** Rows that drivers with cursors fetch at once. */
const chunkSize = 1000;

function readRow(values: Record<string, unknown>, columns: readonly TableColumn[], json: JsonForm): Row {
  const row: Record<string, RowValue> = {};
  for (const { name, type } of columns)
    row[name] = readValue(type === "json" && json === "text" ? "string" : type, values[name]);
  return row;
}

function unknownStream({ connection, stream }: DatasetKey): CacheError {
  return new CacheError(`The cache has no stream ${streamLabel(stream)} of connection ${connection}.`, {
    code: "NOT_IN_CACHE",
    hint: "Sync it first; `airdock tables` lists what is there.",
    data: { connection, stream },
  });
}
