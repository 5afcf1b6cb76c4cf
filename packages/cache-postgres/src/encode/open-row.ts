import { jsonbVersion } from "./add-value.ts";
import type { TupleBuffer } from "./tuple-buffer.ts";

/** The number of fields, and the raw id up to its last twelve digits. */
export function openRow(fields: number, rawIdPrefix: string): Buffer {
  const prefix = Buffer.from(rawIdPrefix);
  const opening = Buffer.alloc(6 + prefix.length);
  opening.writeInt16BE(fields);
  opening.writeInt32BE(prefix.length + hexDigits, 2);
  prefix.copy(opening, 6);
  return opening;
}

/** JSON text as a field of jsonb. */
export function jsonbField(text: string): Buffer {
  const field = Buffer.alloc(5 + Buffer.byteLength(text));
  field.writeInt32BE(field.length - 4);
  field[4] = jsonbVersion;
  field.write(text, 5);
  return field;
}

/** The digits of a raw id that are the record's ordinal. */
const hexDigits = 12;
const hexadecimal = Buffer.from("0123456789abcdef");

/** Adds the last twelve digits of a raw id. */
export function addHex(out: TupleBuffer, ordinal: number): void {
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

/** Adds a time in epoch milliseconds, as near as PostgreSQL and JavaScript have it. */
export function addEpoch(out: TupleBuffer, emittedAt: number): void {
  const milliseconds = Math.max(earliest, Math.min(Math.trunc(emittedAt), latest)) - epoch;
  const micros = milliseconds * 1000;
  if (Number.isSafeInteger(micros)) out.addInt64(micros);
  else out.addBigInt64(BigInt(milliseconds) * 1000n);
}
