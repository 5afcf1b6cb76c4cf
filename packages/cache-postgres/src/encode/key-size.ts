import { type JsonValue, parseExact, type StoredColumn } from "@airdock/core";
import { airbyteTypeOf, type ColumnPath, nativeTypeOf } from "@airdock/sql-cache";
import type { TupleBuffer } from "./tuple-buffer.ts";

/** An entry of an index may have 2,704 bytes; this much is left for the row it belongs to and for padding. */
export const longestKey = 2600;

/** Measures the key of a row while it is encoded. */
export class KeySize {
  /** For each column the paths of the key in it; undefined: it is not part of the key. */
  readonly #paths: readonly (readonly (readonly string[])[] | undefined)[];
  readonly #isJson: readonly boolean[];
  readonly #starts: Int32Array;
  readonly #isKeyed: boolean;

  constructor(columns: readonly StoredColumn[], key: readonly ColumnPath[]) {
    this.#isKeyed = key.length > 0;
    this.#isJson = columns.map((column) => nativeTypeOf(column) === undefined && airbyteTypeOf(column) === "json");
    this.#starts = new Int32Array(columns.length);
    this.#paths = columns.map(({ name }) => {
      const paths = key.filter(({ column }) => column === name).map(({ path }) => path);
      return paths.length === 0 ? undefined : paths;
    });
  }

  /** Notes that the field of a column begins at `at`. */
  mark(index: number, at: number): void {
    this.#starts[index] = at;
  }

  /** True when the key of the row that was just encoded does not fit into an index. */
  isTooLong({ bytes }: TupleBuffer): boolean {
    if (!this.#isKeyed) return false;
    let size = 0;
    for (const [index, paths] of this.#paths.entries()) {
      if (paths === undefined) continue;
      const start = this.#starts[index] ?? 0;
      const length = bytes.readInt32BE(start);
      if (length < 0) continue;
      const text = this.#isJson[index] === true ? bytes.toString("utf8", start + 5, start + 4 + length) : undefined;
      size += text === undefined ? length : jsonSize(text, paths);
    }
    return size > longestKey;
  }
}

/** The size of the values at some paths, as jsonb keeps them. */
function jsonSize(text: string, paths: readonly (readonly string[])[]): number {
  const whole = parseExact(text);
  return paths.reduce((sum, path) => sum + 8 + sizeOf(path.reduce(member, whole)), 0);
}

function member(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, JsonValue>>)[name]
    : undefined;
}

/** At most so many bytes: an entry for each value and key, numbers in groups of four digits, everything on borders of four bytes. */
function sizeOf(value: JsonValue | undefined): number {
  if (typeof value === "string") return 8 + Buffer.byteLength(value);
  if (typeof value !== "object" || value === null) return 16 + (typeof value === "number" ? String(value).length : 0);
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item), 8);
  const entries = Object.entries(value);
  if (entries.length === 0) return 8;
  return entries.reduce((sum, [key, item]) => sum + 8 + Buffer.byteLength(key) + sizeOf(item), 8);
}
