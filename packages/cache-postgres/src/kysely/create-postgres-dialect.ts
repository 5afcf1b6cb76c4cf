import { type Dialect, PostgresDialect } from "kysely";
import type { Pool } from "pg";
import { TypedCursor } from "./typed-cursor.ts";
import { type LentClient, typedPool } from "./typed-pool.ts";

/**
 * Kysely's own dialect for PostgreSQL over a `pg` pool of yours, with values that come back whole (see `readPostgresValue`) and
 * results that stream. The pool is used as it is; `end` says what becomes of it when Kysely is destroyed, by default nothing.
 *
 * ```ts
 * const db = new Kysely<Database>({ dialect: createPostgresDialect({ pool: new Pool() }) });
 * ```
 */
export function createPostgresDialect({
  pool,
  end = async () => {},
}: {
  readonly pool: Pick<Pool, "connect" | "options">;
  readonly end?: () => Promise<void>;
}): Dialect {
  const connect = async (): Promise<LentClient> => {
    const client = await pool.connect();
    return { client, release: (destroy) => client.release(destroy) };
  };
  const typed = typedPool(pool, { connect, end });
  return new PostgresDialect({ pool: typed, cursor: TypedCursor });
}
