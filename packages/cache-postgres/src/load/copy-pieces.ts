import type { TableName } from "@airdock/core";
import { tableRef } from "@airdock/sql-cache";
import { type Kysely, sql } from "kysely";
import type { Piece } from "../stage/part-series.ts";
import { copyChunks } from "./copy-input.ts";
import { type OrdinalRange, readPieces } from "./read-pieces.ts";

/** Copies the rows of an ordinal range into a table, by one COPY for as many batches as have the same columns; says how many. */
export async function copyPieces(
  transaction: Kysely<unknown>,
  table: TableName,
  pieces: readonly Piece[],
  range: OrdinalRange,
): Promise<number> {
  let written = 0;
  for (let from = 0; from < pieces.length;) {
    const { columns = [] } = pieces[from] ?? {};
    const next = pieces.findIndex((piece, index) => index > from && !isSame(piece.columns, columns));
    const to = next < 0 ? pieces.length : next;
    const names = sql.join(columns.map((column) => sql.id(column)));
    const statement = sql`copy ${tableRef(table)} (${names}) from stdin (format binary)`;
    written += await copyChunks(transaction, statement, readPieces(pieces.slice(from, to), range));
    from = to;
  }
  return written;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((name, index) => name === other[index]));
}
