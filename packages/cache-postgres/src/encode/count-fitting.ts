import type { AirbyteType } from "@airdock/sql-cache";
import { jsonbSize } from "./jsonb-size.ts";

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
    const start = at + 4;
    at = start + Math.max(0, length);
    if (length < 0) continue;
    const [width, border] = fixedSizes[type] ?? varyingSize(storedLength(type, bytes, start, at));
    size = Math.ceil(size / border) * border + width;
    if (size > mostBytes) return index;
  }
  return types.length;
}

const ownFields = 3;
const headerBytes = 24;

/** Raw id, time, generation, and a pointer to the meta. */
const ownBytes = 80;

/** The bytes of a value in a table, without its length. What is long enough to be moved out of the row is not measured. */
function storedLength(type: AirbyteType, bytes: Buffer, start: number, end: number): number {
  if (type === "number") return numberLength(bytes, start, end - start);
  // In COPY there is a version before the text.
  return type === "json" && end - start < packed ? jsonbSize(bytes.toString("utf8", start + 1, end)) : end - start;
}

/** Sign, weight and scale take eight bytes in COPY; in a table two, and four where one of them is large. */
function numberLength(bytes: Buffer, start: number, length: number): number {
  const [weight, scale] = [bytes.readInt16BE(start + 2), bytes.readInt16BE(start + 6)];
  return length - 8 + (scale > 63 || weight > 63 || weight < -64 ? 4 : 2);
}

/** Text, numbers and JSON have a byte for their length; from 24 on they are moved out of the row, or packed into as much. */
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
