import {
  type DuckDBDateValue,
  type DuckDBDecimalValue,
  type DuckDBTimeNSValue,
  type DuckDBTimestampMillisecondsValue,
  type DuckDBTimestampNanosecondsValue,
  type DuckDBTimestampSecondsValue,
  type DuckDBTimestampTZValue,
  type DuckDBTimestampValue,
  type DuckDBTimeTZValue,
  type DuckDBTimeValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  type DuckDBVariantValue,
  JsonDuckDBValueConverter,
} from "@duckdb/node-api";
import { exactDecimal, exactInteger } from "./exact-number.ts";
import { readArray, readList, readMap } from "./read-list.ts";
import { readStruct, readUnion } from "./read-struct.ts";
import { readBytes, readJson, readText } from "./read-text.ts";
import { dateText, nanosecondsText, offsetText, timestampText, timeText } from "./temporal-text.ts";
import type { ValueReader } from "./value-reader.ts";

/**
 * How a column of a DuckDB type becomes plain values, none of which loses anything:
 * integers are numbers where those are exact, else bigints; decimals numbers where those keep all digits, else text; DOUBLE and
 * FLOAT numbers; dates and times ISO text in UTC with six digits after the point (nine for the types that have nine); JSON the
 * parsed value (its numbers are doubles); BLOB and GEOMETRY bytes; lists arrays; structs and maps objects; everything else its text.
 */
export function readDuckdbValue(type: DuckDBType, { json = readJson, decimal }: ExactReaders = {}): ValueReader {
  const read = (part: DuckDBType): ValueReader => readDuckdbValue(part, { json, decimal });
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      return type.alias === "JSON" ? json : readText;
    case DuckDBTypeId.BLOB:
      return readBytes;
    case DuckDBTypeId.LIST:
      return readList(read(type.valueType));
    case DuckDBTypeId.ARRAY:
      return readArray(type.length, read(type.valueType));
    case DuckDBTypeId.MAP:
      return readMap(read(type.keyType), read(type.valueType));
    case DuckDBTypeId.STRUCT:
      return readStruct(type.entryNames, type.entryTypes.map(read));
    case DuckDBTypeId.UNION:
      return readUnion(type.memberTypes.map(read));
    case DuckDBTypeId.DECIMAL:
      return readConverted(decimal ?? readDecimal);
    default:
      return readConverted(converters[type.typeId] ?? asItIs);
  }
}

/** What reads values in which numbers may be longer than a double. */
export interface ExactReaders {
  /** Default: the parsed value, whose numbers are doubles. */
  readonly json?: ValueReader | undefined;
  /** Default: a number where that keeps all digits, else text. */
  readonly decimal?: ((value: DuckDBDecimalValue) => unknown) | undefined;
}

/** A decimal as a number where that keeps all digits, else its text. */
export function readDecimal({ value, scale }: DuckDBDecimalValue): number | string {
  return exactDecimal(value, scale);
}

type Convert = (value: never) => unknown;

const asItIs: Convert = (value: DuckDBValue) => value;

/** Types whose values the driver gives as they should be (numbers, booleans, enums) need no entry. */
const converters: Partial<Record<DuckDBTypeId, Convert>> = {
  [DuckDBTypeId.BIGINT]: exactInteger,
  [DuckDBTypeId.UBIGINT]: exactInteger,
  [DuckDBTypeId.HUGEINT]: exactInteger,
  [DuckDBTypeId.UHUGEINT]: exactInteger,
  [DuckDBTypeId.BIGNUM]: exactInteger,
  [DuckDBTypeId.DATE]: ({ days }: DuckDBDateValue) => dateText(days),
  [DuckDBTypeId.TIMESTAMP_TZ]: ({ micros }: DuckDBTimestampTZValue) => timestampText(micros, "Z"),
  [DuckDBTypeId.TIMESTAMP]: ({ micros }: DuckDBTimestampValue) => timestampText(micros, ""),
  [DuckDBTypeId.TIMESTAMP_S]: ({ seconds }: DuckDBTimestampSecondsValue) => timestampText(seconds * 1_000_000n, ""),
  [DuckDBTypeId.TIMESTAMP_MS]: ({ millis }: DuckDBTimestampMillisecondsValue) => timestampText(millis * 1_000n, ""),
  [DuckDBTypeId.TIMESTAMP_NS]: ({ nanos }: DuckDBTimestampNanosecondsValue) => nanosecondsText(nanos),
  [DuckDBTypeId.TIME]: ({ micros }: DuckDBTimeValue) => timeText(Number(micros)),
  [DuckDBTypeId.TIME_NS]: ({ nanos }: DuckDBTimeNSValue) => nanosecondsText(nanos).slice("1970-01-01T".length),
  [DuckDBTypeId.TIME_TZ]: ({ micros, offset }: DuckDBTimeTZValue) => timeText(Number(micros)) + offsetText(offset),
  [DuckDBTypeId.INTERVAL]: String,
  [DuckDBTypeId.UUID]: String,
  [DuckDBTypeId.BIT]: String,
  [DuckDBTypeId.GEOMETRY]: ({ bytes }: { bytes: Uint8Array }) => new Uint8Array(bytes),
  [DuckDBTypeId.VARIANT]: ({ value, type }: DuckDBVariantValue) =>
    type === undefined ? String(value) : JsonDuckDBValueConverter(value, type, JsonDuckDBValueConverter),
};

function readConverted(convert: Convert): ValueReader {
  return (vector) => (index) => {
    const value = vector.getItem(index);
    return value === null ? null : convert(value as never);
  };
}
