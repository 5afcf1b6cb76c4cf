import type { InsertedRows, LoadRequest } from "@airdock/sql-cache";
import type { Kysely } from "kysely";
import { copyPieces } from "./copy-pieces.ts";
import { countChanges } from "./count-changes.ts";
import { findCasts } from "./find-casts.ts";
import type { LoadParts } from "./load-parts.ts";

/** Copies staged rows straight into their table; undefined where a column's type is not the one the rows are encoded for. */
export async function insertPieces(
  transaction: Kysely<unknown>,
  request: LoadRequest,
  parts: LoadParts,
): Promise<InsertedRows | undefined> {
  if ((await findCasts(transaction, request)).length > 0) return undefined;
  const written = await copyPieces(transaction, request.target, parts.rows, request);
  return { written, countChanges: () => countChanges(transaction, request, parts) };
}
