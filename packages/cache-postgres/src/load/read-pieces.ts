import { createReadStream } from "node:fs";
import type { Piece } from "../stage/part-series.ts";

/** Ordinals above `after`, up to `through`. */
export interface OrdinalRange {
  readonly after: number;
  readonly through: number;
}

/** The rows of a range as COPY reads them: an opening, the rows, an end. */
export async function* readPieces(
  pieces: readonly Piece[],
  range: OrdinalRange,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield opening;
  for (const [index, piece] of pieces.entries()) {
    if (piece.first <= range.after || piece.last > range.through) {
      yield cutRows(await readWhole(piece), range);
      continue;
    }
    // Those that follow each other in a file are read in one go.
    const before = pieces[index - 1];
    if (before !== undefined && isFollowedBy(before, piece) && before.first > range.after) continue;
    let end = piece.end;
    for (const next of pieces.slice(index + 1)) {
      if (next.path !== piece.path || next.start !== end || next.last > range.through) break;
      end = next.end;
    }
    yield* createReadStream(piece.path, { start: piece.start, end: end - 1, highWaterMark: chunkSize });
  }
  yield ending;
}

const chunkSize = 256 << 10;

/** The signature, no flags, no extension. Source: postgresql.org, "COPY", Binary Format. */
const opening = Buffer.concat([Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"), Buffer.alloc(8)]);
const ending = Buffer.from([0xff, 0xff]);

function isFollowedBy(one: Piece, next: Piece): boolean {
  return one.path === next.path && one.end === next.start;
}

async function readWhole({ path, start, end }: Piece): Promise<Buffer> {
  return Buffer.concat(
    await Array.fromAsync(createReadStream(path, { start, end: end - 1, highWaterMark: chunkSize })),
  );
}

/** The rows of a batch that are in the range: those of both series begin with what holds the ordinal. */
function cutRows(rows: Buffer, { after, through }: OrdinalRange): Buffer {
  let [from, to] = [rows.length, 0];
  for (let at = 0; at < rows.length;) {
    const ordinal = ordinalOf(rows, at);
    const end = skipRow(rows, at);
    if (ordinal > after && ordinal <= through) [from, to] = [Math.min(from, at), end];
    at = end;
  }
  return rows.subarray(Math.min(from, to), to);
}

/** An integer, or a raw id, whose last twelve hexadecimal digits are the ordinal. */
function ordinalOf(rows: Buffer, at: number): number {
  const length = rows.readInt32BE(at + 2);
  const start = at + 6;
  if (length === 8) return Number(rows.readBigInt64BE(start));
  return Number.parseInt(rows.toString("latin1", start + length - 12, start + length), 16);
}

function skipRow(rows: Buffer, start: number): number {
  let at = start + 2;
  for (let fields = rows.readInt16BE(start); fields > 0; fields -= 1) at += 4 + Math.max(0, rows.readInt32BE(at));
  return at;
}
