import { type JsonValue, parseExact, type RecordLine, type RecordRow, type StoredColumn } from "@airdock/core";
import {
  airbyteTypeOf,
  type AirbyteType,
  type ColumnPath,
  changeReason,
  type ColumnValue,
  type ConvertedRow,
  createRowConverter,
  extraColumn,
  nativeTypeOf,
  originalText,
  rowMeta,
  type ValueChange,
} from "@airdock/sql-cache";
import { postgresValueRules } from "../postgres-value-rules.ts";
import { addUsual } from "./add-usual.ts";
import { alwaysFits, countFitting } from "./count-fitting.ts";
import { addValue } from "./add-value.ts";
import { type CellEncoding, cellEncodings } from "./cell-encoding.ts";
import { FieldFinder } from "./field-finder.ts";
import { KeySize } from "./key-size.ts";
import { addEpoch, addHex, jsonbField, openRow } from "./open-row.ts";
import type { TupleBuffer } from "./tuple-buffer.ts";

/** What is the same in all rows of a stream and run. */
export interface RowFacts {
  readonly syncId: number;
  readonly generation: number;
  readonly rawIdPrefix: string;
  readonly columns: readonly StoredColumn[];
  readonly key: readonly ColumnPath[];
  /** Names of the columns of a key that may meet values they cannot hold. */
  readonly watched: readonly string[];
}

/** What became of a record. */
export interface EncodedRow {
  /** The key is longer than PostgreSQL keeps: there is no row. */
  readonly isRejected: boolean;
  /** The cache changed a value. */
  readonly isChanged: boolean;
  readonly originals: readonly { readonly field: string; readonly original: string }[];
}

/** The columns of an encoded row, in its order. */
export function encodedColumns(columns: readonly StoredColumn[]): readonly string[] {
  return [
    "_airbyte_raw_id",
    "_airbyte_extracted_at",
    "_airbyte_generation_id",
    ...columns.map(({ name }) => name),
    "_airbyte_meta",
  ];
}

/**
 * Turns records into rows of COPY. Values in the usual form of their type go from bytes to bytes; all others, and records with marks,
 * are converted by the reference.
 */
export class RowEncoder {
  readonly #out: TupleBuffer;
  readonly #columns: readonly { readonly field: string; readonly declaredAs: string; readonly type: AirbyteType }[];
  readonly #cells: readonly CellEncoding[];
  readonly #watchedFields: ReadonlySet<string>;
  /** A value of a watched column could not be kept as it came. */
  hasInexactKey = false;
  readonly #hasExtra: boolean;
  readonly #finder: FieldFinder;
  readonly #convert: ReturnType<typeof createRowConverter>;
  readonly #keySize: KeySize;
  readonly #syncId: number;
  readonly #opening: Buffer;
  readonly #generation: Buffer;
  readonly #unchanged: Buffer;

  constructor(out: TupleBuffer, { syncId, generation, rawIdPrefix, columns, key, watched }: RowFacts) {
    this.#out = out;
    // A type of the user's choice takes the text of a value, whatever that is.
    const stored = columns.map((column) =>
      nativeTypeOf(column) === undefined ? column : { ...column, type: "string" },
    );
    this.#columns = stored.map((column) => ({
      field: column.field,
      declaredAs: column.field.toWellFormed().replaceAll("\0", ""),
      type: airbyteTypeOf(column),
    }));
    this.#hasExtra = columns.some(({ name }) => name === extraColumn);
    const fields = columns.map(({ field, name }) => (name === extraColumn ? "\0" : field));
    this.#finder = new FieldFinder(fields.map((field, index) => (fields.indexOf(field) === index ? field : "\0")));
    this.#cells = cellEncodings(stored, fields);
    const watchedNames = new Set(watched);
    this.#watchedFields = new Set(
      this.#columns
        .filter((_, index) => watchedNames.has(columns[index]?.name ?? ""))
        .map(({ declaredAs }) => declaredAs),
    );
    this.#convert = createRowConverter(stored, postgresValueRules);
    this.#keySize = new KeySize(columns, key);
    this.#syncId = syncId;
    this.#opening = openRow(columns.length + 4, rawIdPrefix);
    this.#generation = Buffer.alloc(12);
    this.#generation.writeInt32BE(8);
    this.#generation.writeBigInt64BE(BigInt(generation), 4);
    this.#unchanged = jsonbField(rowMeta(syncId, []));
  }

  /** A record without marks. */
  addLine(line: RecordLine): EncodedRow {
    const { ordinal, emittedAt, bytes, start, end } = line;
    const out = this.#out;
    const isKnown = this.#finder.find(bytes, start, end);
    if (this.#hasExtra && !isKnown) return this.#addParsed(line);
    const begun = out.length;
    this.#open(ordinal, emittedAt);
    const changes: { field: string; change: ValueChange; original: JsonValue }[] = [];
    const { starts, ends } = this.#finder;
    // By index: an iterator would make an array of every cell.
    for (let index = 0; index < this.#columns.length; index += 1) {
      const [column, cell] = [this.#columns[index], this.#cells[index]];
      if (column === undefined || cell === undefined) continue;
      this.#keySize.mark(index, out.length);
      const from = starts[cell.source] ?? -1;
      const to = ends[cell.source] ?? from;
      if (from < 0 || bytes[from] === letterN) out.addNull();
      else if (!cell.isPlain || !addUsual(out, column.type, bytes, from, to)) {
        const value = parseExact(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString());
        const converted = cell.convert(value);
        addValue(out, column.type, converted.value);
        if (converted.change !== undefined)
          changes.push({ field: column.declaredAs, change: converted.change, original: value });
      }
    }
    if (this.#keySize.isTooLong(out)) return this.#reject(begun);
    if (!this.#fits(begun)) {
      out.length = begun;
      return this.#addParsed(line);
    }
    if (changes.length === 0) {
      out.reserve(this.#unchanged.length);
      out.length += out.copy(this.#unchanged, 0, this.#unchanged.length);
      return plainRow;
    }
    this.#noteChanges(changes);
    addValue(
      out,
      "json",
      rowMeta(
        this.#syncId,
        changes.map(({ field, change }) => ({ field, ...change })),
      ),
    );
    const nulled = changes.filter(({ change }) => change.change === "NULLED");
    const originals = nulled.map(({ field, original }) => ({
      field,
      original: originalText(original).replaceAll("\0", ""),
    }));
    return { isRejected: false, isChanged: true, originals };
  }

  /** Any record, parsed. Columns that do not fit into a page are NULL, from the last one on. */
  addRow(row: RecordRow): EncodedRow {
    const begun = this.#out.length;
    const converted = this.#convert(row);
    this.#addValues(row, converted.values);
    if (this.#keySize.isTooLong(this.#out)) return this.#reject(begun);
    if (converted.isChanged)
      this.#noteChanges(converted.changes.slice(row.changes.length + (row.unreadable?.length ?? 0)));
    const cut = this.#fits(begun) ? converted : this.#cutRow(row, converted, begun);
    addValue(this.#out, "json", rowMeta(this.#syncId, cut.changes));
    return { isRejected: false, isChanged: cut.isChanged, originals: cut.originals };
  }

  #noteChanges(changes: readonly { readonly field: string }[]): void {
    this.hasInexactKey ||= changes.some(({ field }) => this.#watchedFields.has(field));
  }

  #addParsed({ ordinal, emittedAt, bytes, start, end }: RecordLine): EncodedRow {
    const data = parseExact(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString());
    return this.addRow({ ordinal, emittedAt, data: data as RecordRow["data"], rawId: "", changes: [] });
  }

  #addValues({ ordinal, emittedAt }: RecordRow, values: readonly ColumnValue[]): void {
    this.#open(ordinal, emittedAt);
    for (const [index, value] of values.entries()) this.#addCell(index, value);
  }

  #fits(begun: number): boolean {
    const { length } = this.#columns;
    return length <= alwaysFits || this.#countFitting(begun) === length;
  }

  #countFitting(begun: number): number {
    const types = this.#columns.map(({ type }) => type);
    return countFitting(this.#out.bytes, begun, types);
  }

  /** Encodes the row again, without the cells there is no room for, which are declared. */
  #cutRow(row: RecordRow, converted: ConvertedRow, begun: number): ConvertedRow {
    const fitting = this.#countFitting(begun);
    const cut = this.#columns.filter((_, index) => index >= fitting && converted.values[index] !== null);
    const fields = new Set(cut.map(({ declaredAs }) => declaredAs));
    const values = converted.values.map((value, index) => (index < fitting ? value : null));
    this.#out.length = begun;
    this.#addValues(row, values);
    const nulled = cut.map(({ field, declaredAs }) => ({
      field: declaredAs,
      original: originalText(row.data[field] ?? null).replaceAll("\0", ""),
    }));
    const changes = cut.map(
      ({ declaredAs: field }) => ({ field, change: "NULLED", reason: changeReason.size }) as const,
    );
    return {
      values,
      changes: [...converted.changes.filter(({ field }) => !fields.has(field)), ...changes],
      isChanged: true,
      originals: [...converted.originals, ...nulled],
    };
  }

  #addCell(index: number, value: ColumnValue): void {
    this.#keySize.mark(index, this.#out.length);
    addValue(this.#out, this.#columns[index]?.type ?? "string", value);
  }

  #reject(begun: number): EncodedRow {
    this.#out.length = begun;
    return rejectedRow;
  }

  #open(ordinal: number, emittedAt: number): void {
    const out = this.#out;
    out.reserve(this.#opening.length + 64);
    out.length += out.copy(this.#opening, 0, this.#opening.length);
    addHex(out, ordinal);
    out.addInt32(8);
    addEpoch(out, emittedAt);
    out.length += out.copy(this.#generation, 0, this.#generation.length);
  }
}

const letterN = 0x6e;
const plainRow: EncodedRow = { isRejected: false, isChanged: false, originals: [] };
const rejectedRow: EncodedRow = { isRejected: true, isChanged: false, originals: [] };
