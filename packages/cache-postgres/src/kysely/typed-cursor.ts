import Cursor from "pg-cursor";
import type { PostgresCursor } from "kysely";
import { postgresTypes } from "./postgres-value.ts";

/** A cursor whose values are read by `readPostgresValue`, in the shape Kysely knows. */
export class TypedCursor<Row> implements PostgresCursor<Row> {
  /** What the driver's client is given as a query. */
  readonly cursor: Cursor<Row>;
  #isBroken = false;

  constructor(sql: string, parameters: unknown[]) {
    this.cursor = new Cursor<Row>(sql, parameters, { types: postgresTypes });
  }

  async read(count: number): Promise<Row[]> {
    try {
      return await this.cursor.read(count);
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
  }

  /** The portal goes with the error: closing it would wait for an answer that a broken connection never gives. */
  async close(): Promise<void> {
    if (!this.#isBroken) await this.cursor.close();
  }
}
