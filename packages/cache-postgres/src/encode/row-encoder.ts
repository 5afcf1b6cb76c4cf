import { type JsonValue, parseExact, type RecordLine, type RecordRow, type StoredColumn } from "@airdock/core";
import {
  airbyteTypeOf,
  type AirbyteType,
  type ColumnPath,
  type ColumnValue,
  convertValue,
  createRowConverter,
  extraColumn,
  nativeTypeOf,
  originalText,
  rowMeta,
  type ValueChange,
} from "@airdock/sql-cache";
import { postgresValueRules } from "../postgres-value-rules.ts";
import { addUsual } from "./add-usual.ts";
import { addValue, jsonbVersion } from "./add-value.ts";
import { FieldFinder } from "./field-finder.ts";
import { KeySize } from "./key-size.ts";
import type { TupleBuffer } from "./tuple-buffer.ts";

/** What is the same in all rows of a stream and run. */
export interface RowFacts {
  readonly syncId: number;
  readonly generation: number;
  readonly rawIdPrefix: string;
  readonly columns: readonly StoredColumn[];
  readonly key: readonly ColumnPath[];
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
  readonly #hasExtra: boolean;
  readonly #finder: FieldFinder;
  readonly #convert: ReturnType<typeof createRowConverter>;
  readonly #keySize: KeySize;
  readonly #syncId: number;
  readonly #opening: Buffer;
  readonly #generation: Buffer;
  readonly #unchanged: Buffer;

  constructor(out: TupleBuffer, { syncId, generation, rawIdPrefix, columns, key }: RowFacts) {
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
    this.#finder = new FieldFinder(columns.map(({ field, name }) => (name === extraColumn ? "\0" : field)));
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
  addLine({ ordinal, emittedAt, bytes, start, end }: RecordLine): EncodedRow {
    const out = this.#out;
    const isKnown = this.#finder.find(bytes, start, end);
    if (this.#hasExtra && !isKnown) {
      const data = parseExact(
        Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString(),
      ) as RecordRow["data"];
      return this.addRow({ ordinal, emittedAt, data, rawId: "", changes: [] });
    }
    const begun = out.length;
    this.#open(ordinal, emittedAt);
    const changes: { field: string; change: ValueChange; original: JsonValue }[] = [];
    const { starts, ends } = this.#finder;
    for (const [index, column] of this.#columns.entries()) {
      this.#keySize.mark(index, out.length);
      const from = starts[index] ?? -1;
      if (from < 0 || bytes[from] === letterN) out.addNull();
      else if (!addUsual(out, column.type, bytes, from, ends[index] ?? from)) {
        const value = parseExact(
          Buffer.from(bytes.buffer, bytes.byteOffset + from, (ends[index] ?? from) - from).toString(),
        );
        const converted = convertValue(column.type, value, postgresValueRules);
        addValue(out, column.type, converted.value);
        if (converted.change !== undefined)
          changes.push({ field: column.declaredAs, change: converted.change, original: value });
      }
    }
    if (this.#keySize.isTooLong(out)) return this.#reject(begun);
    if (changes.length === 0) {
      out.reserve(this.#unchanged.length);
      out.length += out.copy(this.#unchanged, 0, this.#unchanged.length);
      return plainRow;
    }
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

  /** Any record, parsed. */
  addRow(row: RecordRow): EncodedRow {
    const out = this.#out;
    const begun = out.length;
    const { values, changes, isChanged, originals } = this.#convert(row);
    this.#open(row.ordinal, row.emittedAt);
    for (const [index, value] of values.entries()) this.#addCell(index, value);
    if (this.#keySize.isTooLong(out)) return this.#reject(begun);
    addValue(out, "json", rowMeta(this.#syncId, changes));
    return { isRejected: false, isChanged, originals };
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

/** The number of fields, and the raw id up to its last twelve digits. */
function openRow(fields: number, rawIdPrefix: string): Buffer {
  const prefix = Buffer.from(rawIdPrefix);
  const opening = Buffer.alloc(6 + prefix.length);
  opening.writeInt16BE(fields);
  opening.writeInt32BE(prefix.length + hexDigits, 2);
  prefix.copy(opening, 6);
  return opening;
}

function jsonbField(text: string): Buffer {
  const field = Buffer.alloc(5 + Buffer.byteLength(text));
  field.writeInt32BE(field.length - 4);
  field[4] = jsonbVersion;
  field.write(text, 5);
  return field;
}

/** The digits of a raw id that are the record's ordinal. */
const hexDigits = 12;
const hexadecimal = Buffer.from("0123456789abcdef");

function addHex(out: TupleBuffer, ordinal: number): void {
  let rest = ordinal;
  for (let at = out.length + hexDigits - 1; at >= out.length; at -= 1) {
    const next = Math.floor(rest / 16);
    out.bytes[at] = hexadecimal[rest - next * 16] ?? 0;
    rest = next;
  }
  out.length += hexDigits;
}

/** Milliseconds of 2000-01-01, and what a timestamp of PostgreSQL and one of JavaScript can be. */
const epoch = 946_684_800_000;
const earliest = -210_866_803_200_000;
const latest = 8_640_000_000_000_000;

function addEpoch(out: TupleBuffer, emittedAt: number): void {
  const milliseconds = Math.max(earliest, Math.min(Math.trunc(emittedAt), latest)) - epoch;
  const micros = milliseconds * 1000;
  if (Number.isSafeInteger(micros)) out.addInt64(micros);
  else out.addBigInt64(BigInt(milliseconds) * 1000n);
}
