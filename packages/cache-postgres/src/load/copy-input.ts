import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CompiledQuery, type Kysely, type RawBuilder } from "kysely";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** What COPY … FROM STDIN reads; given to Kysely as the statement's only parameter, which the session's driver understands. */
export class CopyInput {
  readonly #chunks: AsyncIterable<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks;
  }

  /** Runs the statement; says how many rows went in. */
  async copyInto(client: PoolClient, statement: string): Promise<number> {
    const copy = client.query(copyFrom(statement));
    await pipeline(Readable.from(this.#chunks, { objectMode: true }), copy);
    return copy.rowCount;
  }
}

/** Copies chunks of COPY's binary format, its opening and end included, by a statement; says how many rows went in. */
export async function copyChunks(
  transaction: Kysely<unknown>,
  statement: RawBuilder<unknown>,
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> {
  const { sql } = statement.compile(transaction);
  const { numAffectedRows } = await transaction.executeQuery(CompiledQuery.raw(sql, [new CopyInput(chunks)]));
  return Number(numAffectedRows ?? 0);
}
