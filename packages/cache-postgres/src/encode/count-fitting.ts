import type { AirbyteType } from "@airdock/sql-cache";

/** A row has to fit into a page, whatever can be moved out of it. Source: postgresql.org, "Limits" (8,160 bytes, less a margin). */
const mostBytes = 8100;

/** With so few columns every row fits. */
export const alwaysFits = 300;

/**
 * How many of the columns of an encoded row fit into a page of PostgreSQL: of the row that begins at `begun`, whose first three fields
 * are those that every row has.
 */
export function countFitting(bytes: Buffer, begun: number, types: readonly AirbyteType[]): number {
  let at = begun + 2;
  for (let field = 0; field < ownFields; field += 1) at += 4 + bytes.readInt32BE(at);
  let size = headerBytes + Math.ceil((types.length + ownFields + 1) / 8) + ownBytes;
  for (const [index, type] of types.entries()) {
    const length = bytes.readInt32BE(at);
    at += 4 + Math.max(0, length);
    if (length < 0) continue;
    const [width, border] = fixedSizes[type] ?? varyingSize(type === "number" ? length - shorter : length);
    size = Math.ceil(size / border) * border + width;
    if (size > mostBytes) return index;
  }
  return types.length;
}

const ownFields = 3;
const headerBytes = 24;

/** Raw id, time, generation, and a pointer to the meta. */
const ownBytes = 80;

/** What a number's sign, weight and scale take in COPY and not in a table. */
const shorter = 4;

/** Text, numbers and JSON: a byte more than they have; from 24 on they are moved out of the row, or packed into as much. */
function varyingSize(length: number): readonly [bytes: number, border: number] {
  return length < packed ? [length + 1, 1] : [packed, 4];
}

const packed = 24;

/** Bytes of a value, and on which border it stands. */
const fixedSizes: Partial<Readonly<Record<AirbyteType, readonly [bytes: number, border: number]>>> = {
  integer: [8, 8],
  boolean: [1, 1],
  date: [4, 4],
  timestamp_with_timezone: [8, 8],
  timestamp_without_timezone: [8, 8],
  time_with_timezone: [12, 8],
  time_without_timezone: [8, 8],
};
